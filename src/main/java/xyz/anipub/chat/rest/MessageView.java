package xyz.anipub.chat.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import xyz.anipub.chat.message.Message;

/** A message as the contract tells it. */
public record MessageView(
        @JsonbProperty("_id") String id,
        String room,
        long seq,
        String sender,
        String senderName,
        String senderImage,
        String content,
        String timestamp) {

    static MessageView of(Message message) {
        return new MessageView(
                message.id().value(),
                message.room().value(),
                message.seq(),
                message.sender().id().value(),
                message.sender().name(),
                message.sender().image(),
                message.content(),
                IsoTime.text(message.timestamp()));
    }
}
