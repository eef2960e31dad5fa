package xyz.anipub.store;

import com.mongodb.ConnectionString;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** A connection of {@link FaultProxy} to the store, which knows nothing of sessions. One thread uses it. */
final class Upstream implements AutoCloseable {

    private static final List<String> UNKNOWN = List.of("lsid", "txnNumber", "$clusterTime", "maxTimeMS");

    private final Socket socket;
    private final DataInputStream in;

    Upstream(String store) throws IOException {
        ConnectionString address = new ConnectionString(store);
        String[] host = address.getHosts().get(0).split(":");
        socket = new Socket(host[0], Integer.parseInt(host[1]));
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        // The store lets only those in who say this first.
        String name = address.getApplicationName() == null ? "" : address.getApplicationName();
        ask(new BsonDocument("hello", new BsonInt32(1))
                .append("$db", new BsonString("admin"))
                .append(
                        "client",
                        new BsonDocument("application", new BsonDocument("name", new BsonString(name)))
                                .append("driver", named())
                                .append("os", new BsonDocument("type", new BsonString("Linux")))));
    }

    private static BsonDocument named() {
        return new BsonDocument("name", new BsonString("proxy")).append("version", new BsonString("1"));
    }

    BsonDocument ask(BsonDocument command) throws IOException {
        BsonDocument plain = command.clone();
        UNKNOWN.forEach(plain::remove);
        Wire.send(socket.getOutputStream(), plain);
        return Wire.read(in).body();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
