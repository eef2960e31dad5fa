package xyz.anipub.socketio.packet;

import java.util.List;

/**
 * A packet as it travels: one text message, then its attachments as binary messages, with nothing in between.
 *
 * @param attachments the arrays belong to the packet and must not be changed
 */
public record EncodedPacket(String text, List<byte[]> attachments) {}
