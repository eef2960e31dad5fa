package xyz.anipub.chat.posting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.power.InMemoryTurns;
import xyz.anipub.chat.room.InMemoryRoomPowers;
import xyz.anipub.chat.room.InMemoryRoomRepository;
import xyz.anipub.chat.room.Room;
import xyz.anipub.testing.SettableClock;

/** The stores that nodes share, one room in them, and two of its members; Ann has a live socket everywhere. */
public final class Cluster {

    public final StoreFaults faults = new StoreFaults();
    public final SettableClock clock = SettableClock.pastNoon();
    final CountingBackoff backoff = new CountingBackoff();
    final MessageRules rules = MessageRules.standard();
    public final InMemoryRoomRepository rooms = new InMemoryRoomRepository(faults);
    public final InMemoryRoomPowers powers = new InMemoryRoomPowers(rooms);
    public final InMemoryTurns turns = new InMemoryTurns();
    public final InMemoryMessageRepository messages = new InMemoryMessageRepository(faults);
    final InMemoryEchoRepository echoes = new InMemoryEchoRepository(faults, messages);
    final InMemoryNodeRepository nodes = new InMemoryNodeRepository();
    public final RecordingAnnouncer announcer = new RecordingAnnouncer();
    public final RecordingList list = new RecordingList();
    /** What authors are told of what they have read: user, last read seq, unread ones. */
    public final List<String> read = new CopyOnWriteArrayList<>();

    /** Of nodes that are made from now on. */
    ScheduledExecutorService timers = MessageServices.NO_REST;

    private final List<Node> all = new ArrayList<>();
    private long nanos;

    public final Member ann = member("Ann");
    public final Member bob = member("Bob");
    public final RoomId room = room("Lobby");

    public Cluster() {
        announcer.listens(ann.id());
        rooms.lastSeqsBy(messages::lastOf);
    }

    /** A node whose lanes run on this executor. All nodes announce to one place. */
    public Node node(Executor executor) {
        return add(new Node(this, executor, announcer, 1000));
    }

    /** One that all others know, as it knows them. */
    Node add(Node node) {
        all.add(node);
        all.forEach(each -> each.nodes.beat());
        nanos += LiveNodes.LEASE.toNanos();
        all.forEach(each -> each.nodes.beat());
        return node;
    }

    /** A node has stopped without a word, and the others have found out. */
    void kill(Node node) {
        all.remove(node);
        for (int second = 0; second <= LiveNodes.LIFE.toSeconds(); second++) {
            nanos += Duration.ofSeconds(1).toNanos();
            all.forEach(each -> each.nodes.beat());
        }
    }

    /** A node that does everything on the caller's thread. */
    public Node node() {
        return node(Runnable::run);
    }

    /** Time as the nodes' own running clocks have it. */
    void run(Duration time) {
        nanos += time.toNanos();
    }

    long nanos() {
        return nanos;
    }

    /** A room with Ann and Bob in it. */
    public RoomId room(String name) {
        Room room = new Room(rooms.nextId(), name, "", ann.id(), clock.instant(), clock.instant());
        rooms.create(room);
        rooms.addMember(room.id(), ann);
        rooms.addMember(room.id(), bob);
        return room.id();
    }

    public static Member member(String name) {
        return new Member(TestIds.user(), name, "");
    }
}
