package xyz.anipub.socketio.adapter.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import xyz.anipub.socketio.adapter.AckCollector;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Recovery;
import xyz.anipub.socketio.adapter.RoomListener;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.cluster.carrier.Carrier;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.BroadcastWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.DisconnectSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchedSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideAnswer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmit;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmitWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsJoin;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsLeave;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.cluster.carrier.Inbox;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;
import xyz.anipub.socketio.adapter.cluster.recovery.SharedRecovery;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;
import xyz.anipub.socketio.packet.Packet;

/**
 * The rooms of a namespace that lives on several nodes: this node's own adapter, and the way to the others.
 *
 * <p><b>Order.</b> What this node sends reaches its own sockets at once, whether others can be reached or not; then it is
 * published. Other nodes' messages are handled in the order in which they come, so two nodes may show two events of different
 * nodes in different orders; an application that needs one order takes them before they are delivered ({@link
 * SocketEmitter#intercepts}).
 *
 * <p><b>Recovery.</b> What the own adapter keeps, events of other nodes included. Where the carrier has a log that all nodes
 * share, a client comes back to any of them; else to the node that it was on.
 *
 * <p>Thread-safe, without a lock of its own.
 */
public final class ClusterAdapter implements Adapter {

    private final String namespace;
    private final Adapter local;
    private final Carrier carrier;
    private final ClusterThreads threads;
    private final Runnable beforeDelivery;
    private final OpenRequests requests;
    private final Peers peers = new Peers();
    private final Inbox inbox;
    private final Optional<SharedRecovery> shared;

    /** See the other one; nothing is done before a delivery. */
    public ClusterAdapter(
            String namespace,
            SocketEmitter emitter,
            Adapter local,
            Carrier carrier,
            ClusterLimits limits,
            ClusterThreads threads,
            ClusterMeter meter) {
        this(namespace, emitter, local, carrier, limits, threads, meter, () -> {});
    }

    /**
     * @param local the adapter of this node, closed with this one
     * @param carrier opened here, and closed with this adapter
     * @param beforeDelivery called before anything of this node or of another one goes to this node's sockets, on the thread that
     *     sends or handles it; must not wait or throw, and may take sockets away
     */
    public ClusterAdapter(
            String namespace,
            SocketEmitter emitter,
            Adapter local,
            Carrier carrier,
            ClusterLimits limits,
            ClusterThreads threads,
            ClusterMeter meter,
            Runnable beforeDelivery) {
        this.namespace = namespace;
        this.local = local;
        this.carrier = carrier;
        this.threads = threads;
        this.beforeDelivery = beforeDelivery;
        this.requests = new OpenRequests(limits.maxRequests());
        this.shared = local instanceof RecoveringAdapter recovering
                ? carrier.log().map(log -> new SharedRecovery(namespace, emitter, recovering, log, threads))
                : Optional.empty();
        RemoteCalls calls = new RemoteCalls(emitter, local, shared, carrier, limits, threads);
        this.inbox = new Inbox(threads.handlers(), limits, meter, together -> {
            together.stream()
                    .flatMap(each -> each.from().stream())
                    .filter(name -> !name.equals(Incoming.EMITTER))
                    .forEach(peers::heard);
            Incoming last = together.get(together.size() - 1);
            if (last.message() instanceof ClusterMessage.Answer answer) {
                requests.answered(last.from(), answer);
            } else {
                beforeDelivery.run();
                calls.handle(together);
            }
            shared.ifPresent(recovery -> last.at().ifPresent(recovery::read));
        });
        carrier.open(inbox, local);
    }

    @Override
    public Optional<Recovery> recovery() {
        return shared.<Recovery>map(recovery -> recovery).or(local::recovery);
    }

    @Override
    public void add(String sid) {
        local.add(sid);
    }

    @Override
    public void remove(String sid) {
        local.remove(sid);
        roomsChanged(sid);
    }

    @Override
    public void join(String sid, Set<String> rooms) {
        local.join(sid, rooms);
        roomsChanged(sid);
    }

    @Override
    public void leave(String sid, String room) {
        local.leave(sid, room);
        roomsChanged(sid);
    }

    private void roomsChanged(String sid) {
        shared.ifPresent(recovery -> recovery.roomsChanged(sid));
    }

    @Override
    public Set<String> rooms(String sid) {
        return local.rooms(sid);
    }

    @Override
    public Set<String> allRooms() {
        return local.allRooms();
    }

    @Override
    public boolean isWanted(String room) {
        return local.isWanted(room);
    }

    @Override
    public void listen(RoomListener listener) {
        local.listen(listener);
    }

    @Override
    public void broadcast(List<Packet.Event> events, BroadcastOptions options) {
        beforeDelivery.run();
        if (isShared(options)) {
            shared.orElseThrow().broadcast(events, options);
            return;
        }
        local.broadcast(events, options);
        if (!options.isLocal()) {
            publishAlone(events, options);
        }
    }

    /** Volatile events are not kept: nobody comes back for them. */
    private boolean isShared(BroadcastOptions options) {
        return shared.isPresent() && !options.isLocal() && !options.flags().isVolatile();
    }

    @Override
    public void publish(List<Packet.Event> events, BroadcastOptions options) {
        if (isShared(options)) {
            shared.orElseThrow().publish(events, options);
        } else {
            publishAlone(events, options);
        }
    }

    private void publishAlone(List<Packet.Event> events, BroadcastOptions options) {
        events.forEach(event -> carrier.publish(new Broadcast(event, options)));
    }

    @Override
    public void joinAll(BroadcastOptions options, Set<String> rooms) {
        local.joinAll(options, rooms);
        if (!options.isLocal()) {
            carrier.publish(new SocketsJoin(options, rooms));
        }
    }

    @Override
    public void leaveAll(BroadcastOptions options, Set<String> rooms) {
        local.leaveAll(options, rooms);
        if (!options.isLocal()) {
            carrier.publish(new SocketsLeave(options, rooms));
        }
    }

    @Override
    public void disconnectAll(BroadcastOptions options, boolean close) {
        local.disconnectAll(options, close);
        if (!options.isLocal()) {
            carrier.publish(new DisconnectSockets(options, close));
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void serverSideEmit(Packet.Event event) {
        carrier.publish(new ServerSideEmit(event));
    }

    /** Where the number of nodes cannot be asked for, it ends when its time is up, with what has come. */
    @Override
    public void broadcastWithAck(Packet.Event event, BroadcastOptions options, Duration timeout, AckCollector answers) {
        beforeDelivery.run();
        if (options.isLocal()) {
            local.broadcastWithAck(event, options, timeout, answers);
            return;
        }
        AskedAcks acks = new AskedAcks(namespace, answers);
        String id = OpenRequests.newId();
        // One too many is asked all the same, and ends with what this node's sockets answer.
        if (requests.add(id, acks)) {
            answers.whenDone(() -> requests.remove(id));
        }
        Packet.Event withoutId = new Packet.Event(event.namespace(), OptionalLong.empty(), event.values());
        carrier.publish(new BroadcastWithAck(id, withoutId, options, Optional.of(timeout)));
        carrier.nodes().thenAcceptAsync(acks::expect, threads.handlers());
        local.broadcastWithAck(event, options, timeout, acks.ownPart());
    }

    /** @return fails with {@link MissingAnswersException}, too */
    @Override
    public CompletionStage<List<SocketDetails>> fetchSockets(BroadcastOptions options, Duration timeout) {
        CompletionStage<List<SocketDetails>> own = local.fetchSockets(options, timeout);
        if (options.isLocal()) {
            return own;
        }
        CompletionStage<List<List<SocketDetails>>> others = ask(
                timeout,
                id -> new FetchSockets(id, options),
                answer -> answer instanceof FetchedSockets fetched ? Optional.of(fetched.sockets()) : Optional.empty());
        return own.thenCombine(others, (here, elsewhere) -> {
            List<SocketDetails> all = new ArrayList<>(here);
            elsewhere.forEach(all::addAll);
            return all;
        });
    }

    /** @return fails with {@link MissingAnswersException}, too: a node that has no handler does not answer */
    @Override
    public CompletionStage<List<Packet.Ack>> serverSideEmitWithAck(Packet.Event event, Duration timeout) {
        return ask(
                timeout,
                id -> new ServerSideEmitWithAck(id, event),
                answer -> answer instanceof ServerSideAnswer given
                        ? Optional.of(new Packet.Ack(
                                namespace,
                                OptionalLong.empty(),
                                given.value().map(List::of).orElse(List.of())))
                        : Optional.empty());
    }

    @Override
    public void close() {
        shared.ifPresent(SharedRecovery::close);
        carrier.close();
        inbox.close();
        requests.close();
        local.close();
    }

    /** Asks all other nodes, if there are any. */
    private <T> CompletionStage<List<T>> ask(
            Duration timeout,
            Function<String, ClusterMessage> question,
            Function<ClusterMessage.Answer, Optional<T>> reader) {
        // On a thread where those who hear of the end may do what handlers may.
        return carrier.nodes()
                .handleAsync(
                        (nodes, failure) -> failure == null
                                ? ask(nodes - 1, timeout, question, reader)
                                : CompletableFuture.<List<T>>failedStage(failure),
                        threads.handlers())
                .thenCompose(Function.identity());
    }

    private <T> CompletionStage<List<T>> ask(
            int others,
            Duration timeout,
            Function<String, ClusterMessage> question,
            Function<ClusterMessage.Answer, Optional<T>> reader) {
        if (others <= 0) {
            return CompletableFuture.completedStage(List.of());
        }
        Gathering<T> gathering = new Gathering<>(others, reader, peers);
        String id = OpenRequests.newId();
        if (!requests.add(id, gathering)) {
            return CompletableFuture.failedStage(
                    new IllegalStateException("too many questions to other nodes are open"));
        }
        Runnable timer = threads.after(timeout, gathering::timeOut);
        gathering.result().whenComplete((answers, failure) -> {
            timer.run();
            requests.remove(id);
        });
        carrier.publish(question.apply(id));
        return gathering.result();
    }
}
