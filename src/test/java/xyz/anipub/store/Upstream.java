package xyz.anipub.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCredential;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.BsonBinary;
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
        MongoCredential credential = address.getCredential();
        String password = "\0" + credential.getUserName() + "\0" + new String(credential.getPassword());
        ask(new BsonDocument("saslStart", new BsonInt32(1))
                .append("mechanism", new BsonString("PLAIN"))
                .append("payload", new BsonBinary(password.getBytes(StandardCharsets.UTF_8)))
                .append("$db", new BsonString("$external")));
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
