package xyz.anipub.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import xyz.anipub.store.embedded.EmbeddedMongo;

/** An embedded store behind two proxies, one of each kind, and clients with the product's own settings. */
public final class FaultyDatabase implements AutoCloseable {

    private final EmbeddedMongo embedded;
    private final List<MongoClient> clients = new ArrayList<>();
    private final FaultProxy replicaSet;
    private final FaultProxy standalone;

    public FaultyDatabase(Path folder) {
        embedded = EmbeddedMongo.open(folder);
        replicaSet = FaultProxy.replicaSet(embedded.connectionString());
        standalone = FaultProxy.standalone(embedded.connectionString());
    }

    public FaultProxy replicaSet() {
        return replicaSet;
    }

    public FaultProxy standalone() {
        return standalone;
    }

    /** The database as the product opens it, of a client that finds a new primary fast. */
    public MongoDatabase database(FaultProxy proxy, Duration timeout, int connections) {
        ConnectionString address =
                new ConnectionString(proxy.uri() + (proxy.uri().contains("?") ? "&" : "?") + "timeoutMS="
                        + timeout.toMillis() + "&maxPoolSize=" + connections);
        MongoClient client = MongoClients.create(MongoClientSettings.builder(MongoSettings.client(address))
                .applyToServerSettings(server ->
                        server.heartbeatFrequency(1, TimeUnit.SECONDS).minHeartbeatFrequency(5, TimeUnit.MILLISECONDS))
                .build());
        clients.add(client);
        return MongoSettings.database(client, address);
    }

    /** What is wrong with a command's concerns or time limit; empty if nothing is. */
    public static String wrong(BsonDocument command) {
        String concern =
                switch (command.getFirstKey()) {
                    case "insert", "update", "delete", "findAndModify", "createIndexes" -> "writeConcern";
                    case "find", "aggregate", "count", "distinct" -> "readConcern";
                    default -> "";
                };
        if (concern.isEmpty()) {
            return "";
        }
        BsonDocument said = command.getDocument(concern, new BsonDocument());
        BsonString majority = new BsonString("majority");
        String which = command.getFirstKey() + " on " + command.get(command.getFirstKey());
        if (!majority.equals(said.get(concern.equals("writeConcern") ? "w" : "level"))) {
            return which + " asks for " + said;
        }
        return command.getNumber("maxTimeMS", new BsonInt32(0)).longValue() > 0 ? "" : which + " has no time limit";
    }

    @Override
    public void close() {
        clients.forEach(MongoClient::close);
        replicaSet.close();
        standalone.close();
        embedded.close();
    }
}
