package xyz.anipub.chat.realtime.order;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.socketio.event.RemoteBroadcast;
import xyz.anipub.socketio.event.RemoteBroadcastHandler;

/**
 * The announcements of other nodes, on their way to this node's sockets: each goes by its room's sequence, those that follow each
 * other in one piece. Called for one after the other.
 */
final class RemoteMessages implements RemoteBroadcastHandler {

    private final MessageSequencer sequencer;

    RemoteMessages(MessageSequencer sequencer) {
        this.sequencer = sequencer;
    }

    /** Only messages of one room that follow each other, and are next there. */
    @Override
    public boolean handleTogether(List<RemoteBroadcast> broadcasts, Runnable now) {
        Optional<RoomId> room = room(broadcasts.get(0));
        OptionalLong first = firstOfRun(broadcasts);
        if (room.isEmpty() || first.isEmpty()) {
            return false;
        }
        RoomSequence sequence = sequencer.heard(room.get(), first.getAsLong());
        if (sequence == null || !sequence.beginDelivering(first.getAsLong(), broadcasts.size())) {
            return false;
        }
        try {
            now.run();
        } finally {
            sequence.endDelivering();
        }
        sequencer.deliver(room.get(), sequence);
        return true;
    }

    @Override
    public boolean handle(RemoteBroadcast broadcast) {
        boolean isMessage = broadcast.event().equals(EventNames.RECEIVE_MESSAGE);
        if (!isMessage && !broadcast.event().equals(EventNames.MESSAGE_CHANGED)) {
            return false;
        }
        Optional<RoomId> room = room(broadcast);
        Long seq = seq(broadcast);
        if (room.isEmpty() || seq == null) {
            return false;
        } else if (!isMessage) {
            sequencer.changed(room.get(), seq);
            return false;
        }
        RoomSequence sequence = sequencer.heard(room.get(), seq);
        if (sequence != null) {
            arrived(room.get(), sequence, seq, broadcast);
        }
        return sequence != null;
    }

    private void arrived(RoomId room, RoomSequence sequence, long seq, RemoteBroadcast broadcast) {
        if (sequence.beginDelivering(seq, 1)) {
            try {
                broadcast.deliver();
            } finally {
                sequence.endDelivering();
            }
        } else {
            if (!sequence.hasDelivered(seq)) {
                sequencer.reorder();
            }
            sequence.arrived(seq, broadcast.arguments().get(0));
        }
        sequencer.deliver(room, sequence);
    }

    /** The only room that it is for. */
    private static Optional<RoomId> room(RemoteBroadcast broadcast) {
        if (broadcast.rooms().size() != 1 || !broadcast.except().isEmpty()) {
            return Optional.empty();
        }
        String name = broadcast.rooms().iterator().next();
        return RoomId.parse(name).filter(room -> room.value().equals(name));
    }

    /** The first one's {@code seq}; empty if they are not all messages that follow each other. */
    private static OptionalLong firstOfRun(List<RemoteBroadcast> broadcasts) {
        Long first = seq(broadcasts.get(0));
        if (first == null) {
            return OptionalLong.empty();
        }
        long next = first;
        for (RemoteBroadcast each : broadcasts) {
            Long seq = seq(each);
            if (!each.event().equals(EventNames.RECEIVE_MESSAGE) || seq == null || seq != next) {
                return OptionalLong.empty();
            }
            next++;
        }
        return OptionalLong.of(first);
    }

    /** Null if there is none. */
    private static @Nullable Long seq(RemoteBroadcast broadcast) {
        return broadcast.arguments().size() == 1
                        && broadcast.arguments().get(0) instanceof JsonObject message
                        && message.get("seq") instanceof JsonNumber seq
                        && seq.isIntegral()
                ? seq.longValue()
                : null;
    }
}
