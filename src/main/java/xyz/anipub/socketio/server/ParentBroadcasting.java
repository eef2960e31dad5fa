package xyz.anipub.socketio.server;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Broadcasting;
import xyz.anipub.socketio.packet.Packet;

/** Passes on to all children of a parent namespace what is meant for all; it has no sockets of its own. */
final class ParentBroadcasting implements Broadcasting {

    /** Live: children come and go. */
    private final Collection<LocalNamespace> children;

    ParentBroadcasting(Collection<LocalNamespace> children) {
        this.children = children;
    }

    @Override
    public void broadcast(List<Packet.Event> events, BroadcastOptions options) {
        children.forEach(child -> child.adapter().broadcast(eventsOf(child, events), options));
    }

    @Override
    public void publish(List<Packet.Event> events, BroadcastOptions options) {
        children.forEach(child -> child.adapter().publish(eventsOf(child, events), options));
    }

    private static List<Packet.Event> eventsOf(LocalNamespace child, List<Packet.Event> events) {
        return events.stream()
                .map(event -> new Packet.Event(child.name(), event.id(), event.values()))
                .toList();
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
}
