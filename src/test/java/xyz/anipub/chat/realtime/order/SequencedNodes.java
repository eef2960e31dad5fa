package xyz.anipub.chat.realtime.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.token.TokensAlone;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.posting.InMemoryMessageRepository;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.realtime.event.ChatPeer;
import xyz.anipub.chat.realtime.node.LoopNodes;
import xyz.anipub.chat.realtime.socket.ChatSockets;
import xyz.anipub.chat.realtime.socket.SocketCounts;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;
import xyz.anipub.socketio.server.SocketServer;
import xyz.anipub.testing.SettableClock;

/** Nodes in one process, joined by a loop, with one store: each has a listener in the room. */
abstract class SequencedNodes {

    final LoopCluster cluster = new LoopCluster();
    final StoreFaults faults = new StoreFaults();
    final InMemoryMessageRepository messages = new InMemoryMessageRepository(faults);
    final ManualTimers timers = new ManualTimers();
    final InMemoryNodeRepository beats = new InMemoryNodeRepository();
    final RoomId room = TestIds.room();
    final Member ann = new Member(TestIds.user(), "Ann", "");
    final Node one = new Node();
    final Node other = new Node();

    final class Node {

        final SocketServer server = LoopNodes.server(
                new ManualTimers(), LoopNodes.in(cluster, NodeId.fresh().value(), timers));
        final MessageSequencer sequencer = new MessageSequencer(
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
        final LiveNodes nodes = new LiveNodes(beats, timers::nanoTime);
        final AnnouncedFeed feed = new AnnouncedFeed(server, sequencer, nodes, timers::nanoTime);
        final ChatPeer listener;

        Node() {
            sequencer.watch();
            feed.watch();
            server.of("/").onConnection(socket -> socket.join(room.value()));
            listener = new ChatPeer(new Engine(EngineConfig.standard(), server, Runnable::run, new ManualTimers()));
        }

        Node listening() {
            sequencer.follow(room);
            listener.say("0");
            listener.take();
            return this;
        }

        void announce(Message... announced) {
            sequencer.announce(room, List.of(announced));
            feed.announced(room, announced[announced.length - 1].seq());
        }

        /** The seqs of what the listener has got since the last call. */
        List<Long> got() {
            List<Long> seqs = new ArrayList<>();
            for (String packet : listener.take()) {
                seqs.add(Long.valueOf(packet.replaceAll(".*\"seq\":(\\d+).*", "$1")));
            }
            return seqs;
        }
    }

    Message store(long seq) {
        Message message = message(seq, "message " + seq, MessageState.POSTED);
        messages.append(List.of(message));
        return message;
    }

    Message message(long seq, String content, MessageState state) {
        return new Message(
                TestIds.message(),
                room,
                seq,
                ann,
                content,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                state);
    }

    void pass(Duration time) {
        timers.advance(time);
    }
}
