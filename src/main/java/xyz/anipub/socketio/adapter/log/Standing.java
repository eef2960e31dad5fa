package xyz.anipub.socketio.adapter.log;

import java.util.Optional;

/**
 * What a node had sent to one of its sockets at some moment; numbers are those of its own log.
 *
 * @param last the last event that was for the socket
 * @param alone the last one that was for it alone, and is in no other log; 0 if there was none
 * @param at what of the shared log the socket had been given then
 * @param joined what it had been given when it was known last that it had come into a room: of a room nothing before its coming
 *     is for it, and that may be a little earlier
 */
public record Standing(long last, long alone, Mark at, Mark joined) {

    /**
     * From where on the client has missed something.
     *
     * @return empty if that is not known, or not to be had
     */
    public Optional<Mark> missedFrom(Offset offset) {
        long got = offset.number();
        if (got < alone) {
            return Optional.empty();
        }
        if (got == last || got > last && offset.mark().isPresent()) {
            // It had got all that there was for it then, however long ago that was.
            return Optional.of(offset.mark().map(at::and).orElse(at));
        }
        return offset.mark();
    }
}
