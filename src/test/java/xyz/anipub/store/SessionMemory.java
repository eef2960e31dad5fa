package xyz.anipub.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/**
 * What retryable writes have done, by session and number, as a replica set remembers it. All members share it, as they
 * share the data. Commands of one session take turns, as on a server; {@code this} guards the map.
 */
final class SessionMemory {

    private final Map<BsonValue, Done> writes = new HashMap<>();

    /** What the newest number of a session has done: the whole, or its first documents. */
    private static final class Done {
        private BsonValue number;
        private Optional<BsonDocument> reply = Optional.empty();
        private int documents;
    }

    BsonDocument answer(BsonDocument command, Upstream upstream) throws IOException {
        return answerFirst(command, Integer.MAX_VALUE, upstream);
    }

    /** Has the store do no more than the first documents of what is not done yet. */
    BsonDocument answerFirst(BsonDocument command, int most, Upstream upstream) throws IOException {
        if (!command.containsKey("txnNumber")) {
            return upstream.ask(first(command, 0, most));
        }
        Done done = session(command.getDocument("lsid"));
        synchronized (done) {
            if (!command.get("txnNumber").equals(done.number)) {
                done.number = command.get("txnNumber");
                done.reply = Optional.empty();
                done.documents = 0;
            }
            if (done.reply.isEmpty()) {
                BsonDocument reply = upstream.ask(first(command, done.documents, most));
                if (most == Integer.MAX_VALUE) {
                    done.reply = Optional.of(counted(reply, done.documents));
                } else {
                    done.documents += reply.getNumber("n").intValue();
                    return reply;
                }
            }
            return done.reply.get().clone();
        }
    }

    private synchronized Done session(BsonDocument lsid) {
        return writes.computeIfAbsent(lsid, session -> new Done());
    }

    private static BsonDocument first(BsonDocument command, int from, int most) {
        if (!command.containsKey("documents")) {
            return command;
        }
        BsonDocument some = command.clone();
        BsonArray documents = command.getArray("documents");
        int to = (int) Math.min(documents.size(), (long) from + most);
        some.put("documents", new BsonArray(documents.subList(from, to)));
        return some;
    }

    private static BsonDocument counted(BsonDocument reply, int before) {
        if (before > 0) {
            reply.put("n", new BsonInt32(reply.getNumber("n").intValue() + before));
            reply.getArray("writeErrors", new BsonArray()).forEach(error -> error.asDocument()
                    .put(
                            "index",
                            new BsonInt32(error.asDocument().getNumber("index").intValue() + before)));
        }
        return reply;
    }
}
