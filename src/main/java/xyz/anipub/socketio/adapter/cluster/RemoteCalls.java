package xyz.anipub.socketio.adapter.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.cluster.carrier.Carrier;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Answer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.BroadcastWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ChangeIfHere;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Changed;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.DisconnectSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchedSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ListRooms;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ListSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.RoomNames;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideAnswer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmit;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmitWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketIds;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsJoin;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsLeave;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;
import xyz.anipub.socketio.adapter.cluster.recovery.SharedRecovery;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.packet.Packet;

/** Does on this node what another one asks for. One thread at a time. */
final class RemoteCalls {

    private final SocketEmitter emitter;
    private final Adapter local;
    private final Optional<SharedRecovery> shared;
    private final Carrier carrier;
    private final ClusterLimits limits;
    private final ClusterThreads threads;

    RemoteCalls(
            SocketEmitter emitter,
            Adapter local,
            Optional<SharedRecovery> shared,
            Carrier carrier,
            ClusterLimits limits,
            ClusterThreads threads) {
        this.emitter = emitter;
        this.local = local;
        this.shared = shared;
        this.carrier = carrier;
        this.limits = limits;
        this.threads = threads;
    }

    /** @param together one, or several that {@linkplain Incoming#goesWith go together} */
    void handle(List<Incoming> together) {
        if (together.get(0).isBroadcast()) {
            broadcast(together);
        } else {
            together.forEach(this::handle);
        }
    }

    /** The application is asked for all at once first; if it does not want them so, for one after the other. */
    private void broadcast(List<Incoming> together) {
        List<Packet.Event> events = together.stream()
                .map(each -> ((Broadcast) each.message()).event())
                .toList();
        BroadcastOptions options = ((Broadcast) together.get(0).message()).options();
        Runnable now = () -> deliver(together, events, options);
        if (emitter.intercepts(events, options, now)) {
            return;
        } else if (together.size() == 1) {
            now.run();
        } else {
            oneByOne(together);
        }
    }

    /** One that fails takes no other with it. */
    private void oneByOne(List<Incoming> together) {
        IllegalStateException failed = null;
        for (Incoming each : together) {
            try {
                broadcast(List.of(each));
            } catch (RuntimeException | Error e) {
                failed = failed == null ? new IllegalStateException(e) : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private void handle(Incoming incoming) {
        ClusterMessage message = incoming.message();
        Consumer<Answer> asker = answer -> carrier.answer(incoming.from(), answer);
        if (message instanceof BroadcastWithAck broadcast) {
            ask(broadcast, asker);
        } else if (message instanceof FetchSockets fetch) {
            fetch(fetch, asker);
        } else if (message instanceof ServerSideEmit emit) {
            emitter.serverEvent(emit.event(), null);
        } else if (message instanceof ServerSideEmitWithAck emit) {
            emitter.serverEvent(
                    emit.event(),
                    answer -> asker.accept(new ServerSideAnswer(emit.requestId(), AnsweredAcks.first(answer))));
        } else if (message instanceof ListRooms list) {
            asker.accept(new RoomNames(list.requestId(), local.allRooms()));
        } else if (message instanceof ListSockets list) {
            describe(
                    BroadcastOptions.everybody().to(list.rooms()),
                    sockets -> asker.accept(new SocketIds(
                            list.requestId(),
                            sockets.stream().map(SocketDetails::sid).collect(Collectors.toSet()))));
        } else if (message instanceof ChangeIfHere change) {
            if (emitter.isConnected(change.sid())) {
                change(change.change());
                asker.accept(new Changed(change.requestId()));
            }
        } else {
            change(message);
        }
    }

    private void deliver(List<Incoming> together, List<Packet.Event> events, BroadcastOptions options) {
        List<EntryId> places =
                together.stream().flatMap(each -> each.at().stream()).toList();
        if (shared.isPresent() && !places.isEmpty()) {
            shared.get().broadcastRead(places, events, options);
        } else {
            local.broadcast(events, options);
        }
    }

    private void change(ClusterMessage message) {
        if (message instanceof SocketsJoin join) {
            local.joinAll(join.options(), join.rooms());
        } else if (message instanceof SocketsLeave leave) {
            local.leaveAll(leave.options(), leave.rooms());
        } else if (message instanceof DisconnectSockets disconnect) {
            local.disconnectAll(disconnect.options(), disconnect.close());
        }
    }

    private void ask(BroadcastWithAck broadcast, Consumer<Answer> asker) {
        AnsweredAcks acks = new AnsweredAcks(broadcast.requestId(), asker);
        Duration said = broadcast.timeout().orElse(limits.askTimeout());
        Duration timeout = said.compareTo(limits.maxAskTimeout()) < 0 ? said : limits.maxAskTimeout();
        acks.whenDone(threads.after(timeout, acks::end));
        local.broadcastWithAck(broadcast.event().withId(emitter.nextAckId()), broadcast.options(), timeout, acks);
    }

    private void fetch(FetchSockets fetch, Consumer<Answer> asker) {
        describe(fetch.options(), sockets -> {
            List<SocketDetails> told = sockets.stream().map(Disclosure::of).toList();
            try {
                asker.accept(new FetchedSockets(fetch.requestId(), told));
            } catch (IllegalArgumentException tooLong) {
                // Ids and rooms at least: without any answer the asker gets nothing of any node.
                asker.accept(new FetchedSockets(
                        fetch.requestId(), told.stream().map(Disclosure::bare).toList()));
            }
        });
    }

    /** The local adapter knows at once. */
    private void describe(BroadcastOptions options, Consumer<List<SocketDetails>> taker) {
        taker.accept(local.fetchSockets(options, limits.askTimeout())
                .toCompletableFuture()
                .join());
    }
}
