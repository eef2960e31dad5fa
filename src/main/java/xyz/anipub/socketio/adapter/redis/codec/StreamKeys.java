package xyz.anipub.socketio.adapter.redis.codec;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The keys of the streams family; the same on all nodes.
 *
 * @param name that of the stream, of several the beginning; "socket.io" unless set otherwise
 * @param count how many streams there are; 1 unless set otherwise
 * @param sessionPrefix what session keys begin with; "sio:session:" unless set otherwise
 */
record StreamKeys(String name, int count, String sessionPrefix) {

    StreamKeys {
        if (count < 1) {
            throw new IllegalArgumentException("there is at least one stream");
        }
    }

    static StreamKeys standard() {
        return new StreamKeys("socket.io", 1, "sio:session:");
    }

    /** All streams, which a node has to read. */
    List<String> streams() {
        return count == 1
                ? List.of(name)
                : IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
    }

    /**
     * The stream of a namespace.
     *
     * @throws IllegalArgumentException if Node writes this namespace's messages to a stream that no node reads: its number
     *     is a remainder, and is negative for every second name
     */
    String stream(String namespace) {
        if (count == 1) {
            return name;
        }
        // Node computes Java's own hash.
        int number = namespace.hashCode() % count;
        if (number < 0) {
            throw new IllegalArgumentException("with " + count + " streams, the one of namespace " + namespace + " is "
                    + name + "-" + number + ", which nobody reads: take one stream, or another name");
        }
        return name + "-" + number;
    }

    /** @param pid the secret between a client and its session */
    String session(String pid) {
        return sessionPrefix + pid;
    }
}
