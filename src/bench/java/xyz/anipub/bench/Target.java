package xyz.anipub.bench;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A running server that can be measured. */
interface Target extends AutoCloseable {

    /** What it is called in messages. */
    String name();

    int port();

    /** Where the chat's Socket.IO is, with a slash at its end. */
    String path();

    /** Where events are echoed. */
    String echoPath();

    /** The server's process, and after it that of its store, if it is another. */
    List<Long> pids();

    /** Processor time of the server and its store so far. */
    default double cpuSeconds() {
        return pids().stream().mapToDouble(Cpu::secondsOf).sum();
    }

    /** What a person shows to be let into the namespace: JSON, or nothing. */
    String auth(Person person);

    /** The token by which a REST request tells who a person is, if it does. */
    Optional<String> bearer(Person person);

    /** The body of a request that stores a message. */
    String post(Person person, String content, UUID clientId);

    /** Lets a person post in a room. */
    void becomeMember(String room, Person person);

    /** A room that nobody is in. */
    String newRoom();

    /** Bytes of the objects that are alive, after a collection. */
    long liveBytes();

    /** Told before and after what is measured. */
    default void measuring(String label, boolean begins) {}

    @Override
    void close();
}
