package xyz.anipub.chat.realtime.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.token.TokensAlone;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.realtime.event.ChatPeer;
import xyz.anipub.chat.realtime.node.LoopNodes;
import xyz.anipub.chat.realtime.socket.ChatSockets;
import xyz.anipub.chat.realtime.socket.SocketCounts;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;
import xyz.anipub.socketio.server.SocketServer;
import xyz.anipub.testing.SettableClock;

/** Which messages tell their receivers, by their offset, where in the log of all nodes they are. */
class ReorderedMessagesTest extends SequencedNodes {

    private final SocketServer server = LoopNodes.server(new ManualTimers(), (namespace, emitter) -> {
        RecoveringAdapter adapter =
                new RecoveringAdapter(emitter, LoopNodes.MAX_ROOMS, RecoveryConfig.standard(), timers);
        adapter.sharing().begin("0123456789abcdef", sid -> {}, sid -> {});
        adapter.sharing().read(new EntryId(7, 0));
        return adapter;
    });
    private final MessageSequencer sequencer = new MessageSequencer(
            server,
            messages,
            Powers.kept(room -> Optional.empty()),
            new RoomLanes(Runnable::run, 1),
            new ChatSockets(
                    server,
                    new TokensAlone(),
                    Principal::expiresAt,
                    SettableClock.pastNoon(),
                    UserLimits.standard(),
                    new SocketCounts()),
            timers,
            timers::nanoTime);
    private final ChatPeer listener =
            new ChatPeer(new Engine(EngineConfig.standard(), server, Runnable::run, new ManualTimers()));

    @BeforeEach
    void listen() {
        server.of("/").onConnection(socket -> socket.join(room.value()));
        sequencer.follow(room);
        listener.say("0");
        listener.take();
    }

    private void announce(long... seqs) {
        sequencer.announce(
                room,
                LongStream.of(seqs)
                        .mapToObj(seq -> message(seq, "message " + seq, MessageState.POSTED))
                        .toList());
    }

    private List<Boolean> marked() {
        return listener.take().stream()
                .map(packet -> packet.matches(".*\\.0123456789abcdef\\.7-0\\.\\w+\"]"))
                .toList();
    }

    @Test
    void thoseThatComeInTurnDo() {
        announce(1);
        announce(2, 3);
        assertThat(marked()).containsExactly(true, true, true);
    }

    @Test
    void thoseThatWaitedDoNot() {
        announce(2);
        announce(1);
        assertThat(marked()).containsExactly(false, false);
    }
}
