package xyz.anipub.socketio;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.adapter.AckCollector;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.RoomListener;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.packet.Packet;

/** Passes on to all children of a parent namespace what is meant for all; it has no sockets of its own. */
final class ParentAdapter implements Adapter {

    /** Live: children come and go. */
    private final Collection<Namespace> children;

    ParentAdapter(Collection<Namespace> children) {
        this.children = children;
    }

    @Override
    public void add(String sid) {
        throw new UnsupportedOperationException("a parent namespace has no sockets");
    }

    @Override
    public void remove(String sid) {}

    @Override
    public void join(String sid, Set<String> rooms) {}

    @Override
    public void leave(String sid, String room) {}

    @Override
    public Set<String> rooms(String sid) {
        return Set.of();
    }

    @Override
    public void broadcast(List<Packet.Event> events, BroadcastOptions options) {
        children.forEach(child -> {
            List<Packet.Event> own = events.stream()
                    .map(event -> new Packet.Event(child.name(), event.id(), event.values()))
                    .toList();
            child.adapter().broadcast(own, options);
        });
    }

    @Override
    public void broadcastWithAck(Packet.Event event, BroadcastOptions options, Duration timeout, AckCollector answers) {
        throw new UnsupportedOperationException("ask from a child namespace");
    }

    @Override
    public CompletionStage<List<SocketDetails>> fetchSockets(BroadcastOptions options, Duration timeout) {
        throw new UnsupportedOperationException("fetch from a child namespace");
    }

    @Override
    public void joinAll(BroadcastOptions options, Set<String> rooms) {
        children.forEach(child -> child.adapter().joinAll(options, rooms));
    }

    @Override
    public void leaveAll(BroadcastOptions options, Set<String> rooms) {
        children.forEach(child -> child.adapter().leaveAll(options, rooms));
    }

    @Override
    public void disconnectAll(BroadcastOptions options, boolean close) {
        children.forEach(child -> child.adapter().disconnectAll(options, close));
    }

    @Override
    public void listen(RoomListener listener) {
        throw new UnsupportedOperationException("listen to a child namespace");
    }

    @Override
    public void serverSideEmit(Packet.Event event) {
        throw new UnsupportedOperationException("tell other nodes from a child namespace");
    }

    @Override
    public CompletionStage<List<Packet.Ack>> serverSideEmitWithAck(Packet.Event event, Duration timeout) {
        throw new UnsupportedOperationException("ask other nodes from a child namespace");
    }

    @Override
    public void close() {}
}
