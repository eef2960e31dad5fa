package xyz.anipub.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How the chat talks to a MongoDB, whatever its address says: reads and writes of the majority, by way of the primary.
 *
 * <p>What a node has answered or announced is then never rolled back. A standalone server is its own majority. Every call
 * ends within {@link #TIMEOUT}, retries included: the server is told, gives up as well, and stops waiting for other members
 * ({@code wtimeout} is for drivers that cannot say so, and ignored by this one). A server has to be found within 2 s.
 */
public final class MongoSettings {

    /** Of a call; the address may say {@code timeoutMS}. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration SELECTION = Duration.ofSeconds(2);

    private static final String DATABASE = "anipub";

    private MongoSettings() {}

    /** The client's settings; time limits, pools and TLS of the address win over these. */
    public static MongoClientSettings client(ConnectionString address) {
        return MongoClientSettings.builder()
                .applicationName("anipub-chat")
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SELECTION.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout((int) SELECTION.toMillis(), TimeUnit.MILLISECONDS))
                .applyConnectionString(address)
                .build();
    }

    /** The database that the address names, else {@value #DATABASE}. */
    public static MongoDatabase database(MongoClient client, ConnectionString address) {
        return database(client, Optional.ofNullable(address.getDatabase()).orElse(DATABASE));
    }

    /** Any database, read and written in the same way. */
    public static MongoDatabase database(MongoClient client, String name) {
        return client.getDatabase(name)
                .withReadPreference(ReadPreference.primary())
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }
}
