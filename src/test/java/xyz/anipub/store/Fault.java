package xyz.anipub.store;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** What {@link FaultProxy} makes of a command that one of its rules concerns; called on the connection's thread. */
@FunctionalInterface
public interface Fault {

    /** Code of a member of the replica set that was its primary. */
    int NOT_WRITABLE_PRIMARY = 10107;

    /**
     * Answers, having forwarded the command or not.
     *
     * @throws IOException closes the connection, for the driver as well
     */
    BsonDocument meet(Call call) throws IOException, InterruptedException;

    /** A command on its way. */
    interface Call {

        BsonDocument command();

        /** Has the store do it and returns its answer; a retry of what was done before is answered as it was then. */
        BsonDocument forward() throws IOException;

        /** Has the store do only the first of the command's documents. */
        BsonDocument forward(int documents) throws IOException;

        FaultProxy proxy();
    }

    /** Closes the connection; the store never sees the command. */
    static Fault dropped() {
        return call -> {
            throw new EOFException();
        };
    }

    /** The store does it, but the connection closes without an answer. */
    static Fault replyDropped() {
        return call -> {
            call.forward();
            throw new EOFException();
        };
    }

    /** The store does it late. */
    static Fault delayed(Duration time) {
        return held(CompletableFuture.supplyAsync(
                () -> null, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)));
    }

    /** The store does it at once and answers late. */
    static Fault replyDelayed(Duration time) {
        return call -> {
            BsonDocument reply = call.forward();
            return delayed(time).meet(new Answered(call, reply));
        };
    }

    /** The store does it once the gate completes; a gate that completes exceptionally drops it. */
    static Fault held(CompletableFuture<?> gate) {
        return call -> {
            try {
                gate.get();
            } catch (ExecutionException dropped) {
                throw new EOFException();
            }
            return call.forward();
        };
    }

    /** The store never sees it; the driver is answered that it failed. */
    static Fault error(int code, String name, String... labels) {
        return call -> failure(code, name, labels);
    }

    /** The store does it, and does not know whether the majority has it. */
    static Fault writeConcernError(int code, String name, String... labels) {
        return call -> {
            BsonDocument reply = call.forward();
            if (call.command().containsKey("writeConcern")) {
                reply.put("writeConcernError", failure(code, name));
                reply.putAll(labelled(labels));
            }
            return reply;
        };
    }

    /** The store does it, and answers that it failed. */
    static Fault doneAndError(int code, String name, String... labels) {
        return call -> {
            call.forward();
            return failure(code, name, labels);
        };
    }

    /** It was the primary. */
    static Fault primaryElsewhere() {
        return error(NOT_WRITABLE_PRIMARY, "NotWritablePrimary", "RetryableWriteError");
    }

    /** Another member becomes the primary; this one refuses. */
    static Fault primaryMoved() {
        return primaryMovedAfter(0);
    }

    /** Another member becomes the primary when the first of the command's documents are stored. */
    static Fault primaryMovedAfter(int documents) {
        return call -> {
            BsonArray all = call.command().getArray("documents", new BsonArray());
            if (documents > 0 && documents < all.size()) {
                call.forward(documents);
            }
            call.proxy().movePrimary();
            return primaryElsewhere().meet(call);
        };
    }

    private static BsonDocument failure(int code, String name, String... labels) {
        BsonDocument failure = new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(name))
                .append("errmsg", new BsonString(name));
        failure.putAll(labelled(labels));
        return failure;
    }

    private static BsonDocument labelled(String... labels) {
        BsonArray all = new BsonArray();
        for (String label : labels) {
            all.add(new BsonString(label));
        }
        return all.isEmpty() ? new BsonDocument() : new BsonDocument("errorLabels", all);
    }

    /** One that the store has answered already. */
    record Answered(Call call, BsonDocument reply) implements Call {

        @Override
        public BsonDocument command() {
            return call.command();
        }

        @Override
        public BsonDocument forward() {
            return reply;
        }

        @Override
        public BsonDocument forward(int documents) {
            return reply;
        }

        @Override
        public FaultProxy proxy() {
            return call.proxy();
        }
    }
}
