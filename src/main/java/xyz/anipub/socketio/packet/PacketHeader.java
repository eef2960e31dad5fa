package xyz.anipub.socketio.packet;

import java.util.OptionalLong;

/**
 * What stands before the payload: {@code type [count "-"] [namespace ","] [id]} (protocol section 3.1).
 *
 * @param attachments how many binary messages follow; 0 for all types but 5 and 6
 * @param payload the rest of the text, perhaps empty
 */
record PacketHeader(PacketType type, int attachments, String namespace, OptionalLong id, String payload) {

    /** The highest integer that a JavaScript peer counts to. */
    private static final long MAX_ID = (1L << 53) - 1;

    /**
     * @throws MalformedPacketException if there is no such header, or it announces more than {@code maxAttachments}
     */
    static PacketHeader parse(String text, int maxAttachments) {
        if (text.isEmpty()) {
            throw new MalformedPacketException("empty packet");
        }
        PacketType type = PacketType.of(text.charAt(0));
        int at = 1;
        int attachments = 0;
        if (type.hasAttachments()) {
            int dash = endOfDigits(text, at);
            if (dash == at || dash == text.length() || text.charAt(dash) != '-') {
                throw new MalformedPacketException("illegal attachments");
            }
            attachments = (int) number(text, at, dash, maxAttachments, "too many attachments");
            at = dash + 1;
        }
        String namespace = "/";
        if (at < text.length() && text.charAt(at) == '/') {
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            namespace = text.substring(at, end);
            at = comma < 0 ? end : end + 1;
        }
        OptionalLong id = OptionalLong.empty();
        int endOfId = endOfDigits(text, at);
        if (endOfId > at) {
            id = OptionalLong.of(number(text, at, endOfId, MAX_ID, "ack id out of range"));
        }
        return new PacketHeader(type, attachments, namespace, id, text.substring(endOfId));
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static long number(String text, int from, int to, long max, String tooHigh) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
            if (number > max) {
                throw new MalformedPacketException(tooHigh);
            }
        }
        return number;
    }
}
