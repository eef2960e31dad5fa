package xyz.anipub.chat.rest;

import jakarta.json.bind.annotation.JsonbProperty;

/** A message that was found, and the name of its room. */
public record FoundView(
        @JsonbProperty("_id") String id,
        String room,
        long seq,
        String sender,
        String senderName,
        String senderImage,
        String content,
        String timestamp,
        String roomName) {

    static FoundView of(MessageView message, String roomName) {
        return new FoundView(
                message.id(),
                message.room(),
                message.seq(),
                message.sender(),
                message.senderName(),
                message.senderImage(),
                message.content(),
                message.timestamp(),
                roomName);
    }
}
