package xyz.anipub.socketio.adapter.log;

import java.util.Optional;

/**
 * An offset of a node that shares a log with others: its own, {@code <sign><number>}, then {@code .<uid>}, which names the node, or
 * {@code .}{@link Mark}, by which every node knows what its client has got.
 *
 * @param local for the node that gave it
 * @param uid that node's name
 * @param mark empty if it could not be said then
 */
public record Offset(String local, String uid, Optional<Mark> mark) {

    private static final int UID_LENGTH = 16;

    /** Empty if it is no such offset. */
    public static Optional<Offset> parse(String text) {
        int end = text.indexOf('.');
        if (end < 0) {
            return Optional.empty();
        }
        String local = text.substring(0, end);
        String rest = text.substring(end + 1);
        if (rest.length() == UID_LENGTH) {
            return Optional.of(new Offset(local, rest, Optional.empty()));
        }
        return Mark.parse(rest).map(mark -> new Offset(local, mark.uid(), Optional.of(mark)));
    }

    /** The number in its node's log; -1 if it is none. */
    long number() {
        return PacketLog.numberOf(local).orElse(-1);
    }
}
