package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.room.Member;

/**
 * A stored message.
 *
 * @param seq its place in the room: 1, 2, 3 … without holes
 * @param sender as name and image were when it was posted
 * @param content trimmed
 * @param timestamp server time, milliseconds
 * @param clientId what the client called this attempt; unique per room and sender
 */
public record Message(
        MessageId id,
        RoomId room,
        long seq,
        Member sender,
        String content,
        Instant timestamp,
        Optional<String> clientId) {}
