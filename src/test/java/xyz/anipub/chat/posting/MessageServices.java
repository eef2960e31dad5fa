package xyz.anipub.chat.posting;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.change.ChangeLog;
import xyz.anipub.chat.change.ChangeService;
import xyz.anipub.chat.change.ChangeWriter;
import xyz.anipub.chat.change.MessageChangeRepository;
import xyz.anipub.chat.change.Withdrawals;
import xyz.anipub.chat.history.CacheLimits;
import xyz.anipub.chat.history.NewestMessages;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.message.Mentions;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.notice.NoticeQueue;
import xyz.anipub.chat.power.Admissions;
import xyz.anipub.chat.power.InMemoryTurns;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.power.SlowMode;
import xyz.anipub.chat.reading.AuthorMarks;
import xyz.anipub.chat.room.InMemoryRoomRepository;
import xyz.anipub.chat.room.RoomListener;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.chat.roomlist.FirstMembers;
import xyz.anipub.chat.roomlist.MembersHere;
import xyz.anipub.chat.roomlist.RoomActivity;
import xyz.anipub.chat.roomlist.RoomListFeed;
import xyz.anipub.chat.roomlist.RoomListLimit;
import xyz.anipub.chat.roomlist.RoomListUpdates;
import xyz.anipub.chat.roomlist.RoomSummaries;

/** Puts a {@link MessageService} together for the tests of its doors. */
public final class MessageServices {

    /** So that the tests' executors alone say when a lane runs. */
    static final ScheduledExecutorService NO_REST = new ScheduledThreadPoolExecutor(0) {

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            throw new RejectedExecutionException("not here");
        }
    };

    private static final Executor AGAIN = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private MessageServices() {}

    /** Of a node that does not know whether it is alone. */
    public static KnownMembers known(MessageAnnouncer announcer) {
        return new KnownMembers(announcer, new LiveNodes(new InMemoryNodeRepository()), MessageRules.standard());
    }

    public static LiveNodes alone() {
        LiveNodes nodes = new LiveNodes(new InMemoryNodeRepository(), () -> 0);
        nodes.beat();
        return nodes;
    }

    public static RoomSummaries summaries(RoomRepository rooms, MessageRepository messages) {
        return new RoomSummaries(
                rooms,
                messages,
                new NewestMessages(messages, CacheLimits.standard()),
                activity(rooms, messages),
                new FirstMembers(rooms, Clock.systemUTC()));
    }

    /** Of whose marks nobody is told. */
    private static RoomActivity activity(RoomRepository rooms, MessageRepository messages) {
        return new RoomActivity(
                rooms,
                unheardList(rooms, messages),
                new AuthorMarks(new InMemoryRoomRepository(new StoreFaults()), (user, read, connection) -> {}));
    }

    /** A live room list of which nobody is told. */
    static RoomListFeed unheardList(RoomRepository rooms, MessageRepository messages) {
        return new RoomListFeed(
                rooms,
                messages,
                new MembersHere(rooms, new InMemoryRoomRepository(new StoreFaults())),
                Powers.of(rooms),
                new RecordingList(),
                RoomListLimit.standard());
    }

    /** Who hears what happens to rooms. */
    public static RoomListener listener(RoomListFeed list, MessageRepository messages) {
        return new RoomListUpdates(list, new NewestMessages(messages, CacheLimits.standard()));
    }

    /** Of a node that announces to nobody. */
    public static ChangeService changes(
            RoomRepository rooms,
            MembershipRepository memberships,
            MessageRepository messages,
            MessageChangeRepository changes,
            RoomLanes lanes) {
        Clock clock = Clock.systemUTC();
        RoomService service = new RoomService(
                rooms,
                memberships,
                Powers.of(rooms, memberships),
                () -> (room, user) -> {},
                Admissions.free(rooms),
                new UserPace(UserLimits.standard()));
        return changes(rooms, service, messages, changes, new RecordingAnnouncer(), lanes, clock);
    }

    private static ChangeWriter writer(
            RoomRepository repository,
            RoomService rooms,
            MessageRepository messages,
            MessageChangeRepository changes,
            MessageAnnouncer announcer,
            RoomLanes lanes,
            Clock clock) {
        ChangeLog log = new ChangeLog(messages, changes, unheardList(repository, messages), new Backoff());
        return new ChangeWriter(
                rooms,
                Powers.of(repository),
                new Mentions(repository),
                log,
                announcer,
                new Unsettled(lanes, AGAIN),
                new NoticeQueue(),
                clock);
    }

    private static RoomService service(RoomRepository rooms, MembershipRepository memberships) {
        return new RoomService(
                rooms,
                memberships,
                Powers.of(rooms, memberships),
                () -> (room, user) -> {},
                Admissions.free(rooms),
                new UserPace(UserLimits.standard()));
    }

    /** Whose room hears of them by this announcer. */
    public static Withdrawals withdrawals(
            RoomRepository rooms,
            MembershipRepository memberships,
            MessageRepository messages,
            MessageChangeRepository changes,
            MessageAnnouncer announcer,
            RoomLanes lanes) {
        return new Withdrawals(
                lanes,
                writer(rooms, service(rooms, memberships), messages, changes, announcer, lanes, Clock.systemUTC()));
    }

    public static ChangeService changes(
            RoomRepository repository,
            RoomService rooms,
            MessageRepository messages,
            MessageChangeRepository changes,
            MessageAnnouncer announcer,
            RoomLanes lanes,
            Clock clock) {
        ChangeWriter writer = writer(repository, rooms, messages, changes, announcer, lanes, clock);
        return new ChangeService(lanes, writer, changes, rooms, known(announcer), MessageRules.standard());
    }

    /** Of the only node. */
    public static MessageService of(
            RoomRepository repository,
            RoomService rooms,
            MessageRepository messages,
            EchoRepository echoes,
            MessageAnnouncer announcer,
            RoomLanes lanes,
            Clock clock) {
        LiveNodes nodes = alone();
        KnownMembers known = new KnownMembers(announcer, nodes, MessageRules.standard());
        return of(repository, rooms, messages, echoes, announcer, lanes, clock, nodes, known);
    }

    /** Whose memory of members others end. */
    public static MessageService of(
            RoomRepository repository,
            RoomService rooms,
            MessageRepository messages,
            EchoRepository echoes,
            MessageAnnouncer announcer,
            RoomLanes lanes,
            Clock clock,
            LiveNodes nodes,
            KnownMembers known) {
        NewestMessages newest = new NewestMessages(messages, CacheLimits.standard());
        RoomActivity activity = activity(repository, messages);
        Unsettled unsettled = new Unsettled(lanes, AGAIN);
        LostRights rights = new LostRights(messages, announcer, nodes, unsettled, new NoticeQueue());
        Announcements announcements =
                new Announcements(messages, echoes, announcer, nodes, unsettled, new NoticeQueue());
        AwaitedEmits emits = new AwaitedEmits(echoes, nodes, MessageRules.standard(), clock);
        emits.refresh();
        MessageWriter writer = new MessageWriter(
                new PostCheck(rooms, known, Powers.of(repository), messages, new Mentions(repository)),
                new EchoAnswers(messages, echoes, emits, announcements, rights, unsettled, clock),
                new RoomLog(messages, emits, activity, newest, rights, nodes, new Backoff(), clock),
                announcements,
                new UncertainPosts(messages, announcements, emits, activity, unsettled, clock),
                new SlowMode(Powers.kept(Powers.stored(repository)), new InMemoryTurns(), nodes, clock));
        MessageRules rules = MessageRules.standard();
        PostQueue queue = new PostQueue(lanes, writer, known, unsettled, nodes, rules, new Pace(announcer, NO_REST));
        return new MessageService(queue, messages, newest, rooms, rules);
    }
}
