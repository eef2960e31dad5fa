package xyz.anipub.chaos;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;

/**
 * Somebody who sends one message after the other in one of the {@linkplain Way four ways}, whatever happens to the server.
 * Its own thread sends; its monitor guards what was sent.
 */
final class Sender implements AutoCloseable {

    /** The ways in which clients send, and what each of them does without an answer. */
    enum Way {
        /** As the guide's page: POST, and once that is answered, a bare emit of the same text. Nothing is repeated. */
        POST_THEN_EMIT,
        /** POST with a clientId, repeated until it is answered. */
        POST_WITH_CLIENT_ID,
        /** A bare emit, never repeated. */
        EMIT,
        /** An emit with a clientId, repeated until it is answered. */
        EMIT_WITH_CLIENT_ID
    }

    private static final long AGAIN_MS = 100;
    private static final int LONGEST = 1_500;

    private final Person person;
    private final Way way;
    private final List<String> rooms;
    private final Random random;
    private final Duration pause;
    private final Line line;
    private final List<Sent> sent = new ArrayList<>();
    private final Thread thread = new Thread(this::sendOn, "sender");
    private boolean sending;
    private boolean busy;
    private boolean closed;
    private volatile int present;
    private int count;
    private long acknowledged;
    private Optional<Throwable> bug = Optional.empty();

    /** @param pause the longest between two messages */
    Sender(Person person, Way way, List<String> rooms, long seed, Duration pause) {
        this.person = person;
        this.way = way;
        this.rooms = rooms;
        random = new Random(seed);
        this.pause = pause;
        line = new Line(person, List.of("websocket")).open();
        thread.setDaemon(true);
        thread.start();
    }

    Person person() {
        return person;
    }

    Line line() {
        return line;
    }

    /** The socket by which it is in the rooms, while it sends nothing. */
    Optional<String> presence() {
        return line.isConnected() && present == line.connections() ? Optional.of(line.id()) : Optional.empty();
    }

    synchronized void resume() {
        sending = true;
        notifyAll();
    }

    /** Ends sending; returns when the message that is under way has been answered or given up. */
    synchronized void pause() throws InterruptedException {
        sending = false;
        while (busy && bug.isEmpty()) {
            wait();
        }
        rethrow();
    }

    /** All messages so far, in the order of sending. */
    synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    synchronized long acknowledged() {
        rethrow();
        return acknowledged;
    }

    private synchronized void rethrow() {
        bug.ifPresent(e -> {
            throw new AssertionError(way + " by " + person.name(), e);
        });
    }

    private void sendOn() {
        try {
            while (awaitTurn()) {
                Sent result = send(random.nextInt(rooms.size()), content());
                done(result);
                pause(random.nextInt((int) pause.toMillis()) + 1);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            failed(e);
        }
    }

    private synchronized boolean awaitTurn() throws InterruptedException {
        while (!sending && !closed) {
            wait();
        }
        busy = !closed;
        return busy;
    }

    private synchronized void done(Sent result) {
        sent.add(result);
        acknowledged += result.message().isPresent() ? 1 : 0;
        busy = false;
        notifyAll();
    }

    private synchronized void failed(Throwable e) {
        bug = Optional.of(e);
        notifyAll();
    }

    /** Unique by its beginning; the rest is of any length and of several scripts. */
    private String content() {
        StringBuilder text = new StringBuilder(way.ordinal() + person.id() + "-" + ++count);
        int length = random.nextInt(8) == 0 ? random.nextInt(LONGEST) : random.nextInt(60);
        while (text.length() < length) {
            text.append(' ')
                    .append(List.of("ab", "猫", "ёж", "🐈", "<b>", "\"\\").get(random.nextInt(6)));
        }
        return text.toString();
    }

    private Sent send(int room, String content) throws InterruptedException {
        String id = rooms.get(room);
        return switch (way) {
            case POST_THEN_EMIT -> postThenEmit(id, content);
            case POST_WITH_CLIENT_ID -> postUntilAnswered(id, content);
            case EMIT -> emit(id, ChatApi.object("roomId", id, "content", content), content);
            case EMIT_WITH_CLIENT_ID -> emitUntilAnswered(id, content);
        };
    }

    private Sent postThenEmit(String room, String content) throws InterruptedException {
        enterRooms();
        Sent posted = post(room, ChatApi.object("content", content), content);
        if (posted.message().isPresent()) {
            // Emitted once: who lost the connection since then is connected again first, as the client's buffer does
            // it.
            enterRooms();
            Sent emitted = emit(room, ChatApi.object("roomId", room, "content", content), content);
            emitted.message().ifPresent(message -> {
                if (!message.getString("_id").equals(posted.message().get().getString("_id"))) {
                    throw new AssertionError("stored twice: " + posted + " and " + message);
                }
            });
        }
        return posted;
    }

    private Sent postUntilAnswered(String room, String content) throws InterruptedException {
        JsonObject body = ChatApi.object("content", content, "clientId", person.id() + "-" + count);
        while (true) {
            Sent posted = post(room, body, content);
            if (posted.message().isPresent()) {
                return posted;
            }
            pause(AGAIN_MS);
        }
    }

    private Sent post(String room, JsonObject body, String content) {
        Reply reply;
        try {
            reply = person.tryPost(room, body);
        } catch (UncheckedIOException gone) {
            line.failed(gone.toString());
            return new Sent(room, content, Sent.Outcome.UNKNOWN, Optional.empty());
        }
        if (reply.status() == 200) {
            return Sent.acknowledged(reply.object().getJsonObject("message"));
        }
        line.failed(reply.toString());
        if (reply.status() == 429) {
            return new Sent(room, content, Sent.Outcome.REFUSED, Optional.empty());
        }
        if (List.of(502, 503, 504).contains(reply.status()) || isOfAServerThatStarts(reply)) {
            return new Sent(room, content, Sent.Outcome.UNKNOWN, Optional.empty());
        }
        throw new AssertionError(reply.toString());
    }

    /** An answer of the container itself, while the chat is not deployed yet. */
    static boolean isOfAServerThatStarts(Reply reply) {
        return !reply.header("Content-Type").orElse("").startsWith("application/problem+json")
                && (reply.status() == 404 || reply.status() == 500);
    }

    private Sent emitUntilAnswered(String room, String content) throws InterruptedException {
        JsonObject body = ChatApi.object("roomId", room, "content", content, "clientId", person.id() + "-" + count);
        while (true) {
            Sent emitted = emit(room, body, content);
            if (emitted.message().isPresent()) {
                return emitted;
            }
            pause(AGAIN_MS);
        }
    }

    private Sent emit(String room, JsonObject body, String content) throws InterruptedException {
        enterRooms();
        JsonObject ack;
        try {
            ack = line.ask("send_message", body);
        } catch (Line.LostException lost) {
            return new Sent(room, content, Sent.Outcome.UNKNOWN, Optional.empty());
        }
        if (ack.getBoolean("ok")) {
            return Sent.acknowledged(ack.getJsonObject("message"));
        }
        return switch (ack.getJsonObject("error").getString("code")) {
            case "unavailable" -> new Sent(room, content, Sent.Outcome.UNKNOWN, Optional.empty());
            case "rate_limited" -> new Sent(room, content, Sent.Outcome.REFUSED, Optional.empty());
            default -> throw new AssertionError(ack.toString());
        };
    }

    /** Waits for a connection on which all rooms are entered. */
    private void enterRooms() throws InterruptedException {
        while (true) {
            int connection = line.connections();
            if (line.isConnected() && connection == present) {
                return;
            }
            if (line.isConnected() && entersAll()) {
                present = connection;
            } else {
                pause(AGAIN_MS);
            }
        }
    }

    private boolean entersAll() {
        try {
            for (String room : rooms) {
                if (!line.ask("join_room", ChatApi.object("roomId", room)).getBoolean("ok")) {
                    return false;
                }
            }
            return true;
        } catch (Line.LostException lost) {
            return false;
        }
    }

    /** Part of the schedule: people do not send as fast as they can. */
    private static void pause(long milliseconds) throws InterruptedException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        line.close();
    }
}
