package xyz.anipub.store;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * Stands between a driver and an embedded store, and makes it look like a replica set of two members with sessions and
 * retryable writes, or like a standalone server, on which faults happen.
 *
 * <p>Both members show the same data. Sessions stay here: what a transaction's number has done is remembered, and a retry
 * is answered with the first result. A rule says what becomes of the next command of a name on a collection:
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.replicaSet(embedded.connectionString());
 *         MongoClient client = MongoClients.create(proxy.uri())) {
 *     FaultProxy.Rule rule = proxy.once("insert", "messages", Fault.replyDropped());
 *     …
 *     assertThat(rule.met()).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>Any thread may call. Each connection has a thread of its own, on which its faults are met one after the other.
 */
public final class FaultProxy implements AutoCloseable {

    private static final Set<String> HELLO = Set.of("hello", "isMaster", "ismaster");

    private final String store;
    private final boolean isReplicaSet;
    private final List<ServerSocket> members = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> drivers = ConcurrentHashMap.newKeySet();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private final SessionMemory sessions = new SessionMemory();
    private final AtomicInteger elections = new AtomicInteger();

    private FaultProxy(String store, boolean isReplicaSet) {
        this.store = store;
        this.isReplicaSet = isReplicaSet;
        for (int i = 0; i < (isReplicaSet ? 2 : 1); i++) {
            int member = i;
            try {
                ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                members.add(listener);
                threads.execute(() -> accept(listener, member));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @param store the connection string of an embedded store, which stays open when the proxy closes */
    public static FaultProxy replicaSet(String store) {
        return new FaultProxy(store, true);
    }

    /** On a standalone server drivers retry no write. */
    public static FaultProxy standalone(String store) {
        return new FaultProxy(store, false);
    }

    /** What a driver needs to connect; it names no database. */
    public String uri() {
        return "mongodb://" + String.join(",", hosts()) + "/" + (isReplicaSet ? "?replicaSet=faults" : "");
    }

    /** What happens to the next such command. The newest rule that concerns a command decides. */
    public Rule once(String command, String collection, Fault fault) {
        return rule(new Rule(command, collection, 0, 1, fault));
    }

    /** What happens to every such command, until {@link #calm()}. */
    public Rule always(String command, String collection, Fault fault) {
        return rule(new Rule(command, collection, 0, Integer.MAX_VALUE, fault));
    }

    /** What happens to one of the commands to come, whatever they are; 0 is the next one. */
    public Rule nth(int which, Fault fault) {
        return rule(new Rule("*", "*", which, 1, fault));
    }

    private Rule rule(Rule rule) {
        rules.add(0, rule);
        return rule;
    }

    /** No more faults; those that are being met go on. */
    public void calm() {
        rules.clear();
    }

    /** Another member is the primary from now on; to the others, writes are refused. */
    public void movePrimary() {
        elections.incrementAndGet();
    }

    /** Every command but greetings, as drivers sent it, in the order of arrival. */
    public List<BsonDocument> commands() {
        return List.copyOf(commands);
    }

    public void forgetCommands() {
        commands.clear();
    }

    /** Closes every connection; drivers may connect again. */
    public void hangUp() {
        drivers.forEach(FaultProxy::close);
    }

    @Override
    public void close() {
        members.forEach(FaultProxy::close);
        hangUp();
        threads.shutdownNow();
    }

    /** What becomes of commands of one name on one collection; {@code *} stands for all. */
    public static final class Rule {

        private final String command;
        private final String collection;
        private final int skipped;
        private final int times;
        private final Fault fault;
        private final List<BsonDocument> met = new CopyOnWriteArrayList<>();
        private final AtomicInteger seen = new AtomicInteger();

        private Rule(String command, String collection, int skipped, int times, Fault fault) {
            this.command = command;
            this.collection = collection;
            this.skipped = skipped;
            this.times = times;
            this.fault = fault;
        }

        /** How many commands met the fault. */
        public int met() {
            return met.size();
        }

        /** The commands that met it. */
        public List<BsonDocument> commands() {
            return List.copyOf(met);
        }

        private boolean concerns(BsonDocument asked) {
            boolean named = (command.equals("*") || command.equals(asked.getFirstKey()))
                    && (collection.equals("*") || collection.equals(collection(asked)));
            if (!named) {
                return false;
            }
            int number = seen.getAndIncrement();
            if (number < skipped || number - skipped >= times) {
                return false;
            }
            met.add(asked);
            return true;
        }

        private static String collection(BsonDocument asked) {
            String name = asked.getFirstKey();
            return asked.get(name.equals("getMore") ? "collection" : name) instanceof BsonString text
                    ? text.getValue()
                    : "";
        }
    }

    private void accept(ServerSocket listener, int member) {
        try {
            while (true) {
                Socket driver = listener.accept();
                drivers.add(driver);
                threads.execute(() -> serve(driver, member));
            }
        } catch (IOException | RejectedExecutionException closed) {
            // the end of the proxy
        }
    }

    private void serve(Socket driver, int member) {
        try (Upstream upstream = new Upstream(store)) {
            driver.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(driver.getInputStream());
            while (true) {
                Wire.Frame asked = Wire.read(in);
                Wire.answer(driver.getOutputStream(), asked, answer(asked.body(), member, upstream));
            }
        } catch (IOException | InterruptedException closed) {
            // by either side, or by a fault
        } finally {
            drivers.remove(driver);
            close(driver);
        }
    }

    private BsonDocument answer(BsonDocument command, int member, Upstream upstream)
            throws IOException, InterruptedException {
        String name = command.getFirstKey();
        if (HELLO.contains(name)) {
            return hello(member);
        }
        if (name.equals("endSessions")) {
            return new BsonDocument("ok", new BsonInt32(1));
        }
        commands.add(command);
        Fault.Call call = new Forwarding(command, upstream);
        for (Rule rule : rules) {
            if (rule.concerns(command)) {
                return rule.fault.meet(call);
            }
        }
        return member == primary() ? call.forward() : Fault.primaryElsewhere().meet(call);
    }

    private final class Forwarding implements Fault.Call {

        private final BsonDocument command;
        private final Upstream upstream;

        Forwarding(BsonDocument command, Upstream upstream) {
            this.command = command;
            this.upstream = upstream;
        }

        @Override
        public BsonDocument command() {
            return command;
        }

        @Override
        public BsonDocument forward() throws IOException {
            return sessions.answer(command, upstream);
        }

        @Override
        public BsonDocument forward(int documents) throws IOException {
            return sessions.answerFirst(command, documents, upstream);
        }

        @Override
        public FaultProxy proxy() {
            return FaultProxy.this;
        }
    }

    private int primary() {
        return elections.get() % members.size();
    }

    private List<String> hosts() {
        return members.stream()
                .map(member -> "127.0.0.1:" + member.getLocalPort())
                .toList();
    }

    private BsonDocument hello(int member) {
        BsonDocument hello = new BsonDocument("ok", new BsonInt32(1))
                .append("helloOk", BsonBoolean.TRUE)
                .append("ismaster", BsonBoolean.valueOf(member == primary()))
                .append("isWritablePrimary", BsonBoolean.valueOf(member == primary()))
                .append("maxBsonObjectSize", new BsonInt32(16 << 20))
                .append("maxMessageSizeBytes", new BsonInt32(48_000_000))
                .append("maxWriteBatchSize", new BsonInt32(100_000))
                .append("localTime", new BsonDateTime(System.currentTimeMillis()))
                .append("logicalSessionTimeoutMinutes", new BsonInt32(30))
                .append("minWireVersion", new BsonInt32(0))
                .append("maxWireVersion", new BsonInt32(21))
                .append("readOnly", BsonBoolean.FALSE);
        if (isReplicaSet) {
            BsonArray hosts = new BsonArray();
            hosts().forEach(host -> hosts.add(new BsonString(host)));
            hello.append("secondary", BsonBoolean.valueOf(member != primary()))
                    .append("setName", new BsonString("faults"))
                    .append("setVersion", new BsonInt32(1))
                    .append("hosts", hosts)
                    .append("me", hosts.get(member))
                    .append("primary", hosts.get(primary()));
        }
        return hello;
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // closed it is
        }
    }
}
