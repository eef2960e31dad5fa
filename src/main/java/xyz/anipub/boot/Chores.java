package xyz.anipub.boot;

import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import xyz.anipub.audit.AuditLog;
import xyz.anipub.auth.admin.Admins;
import xyz.anipub.auth.deletion.DeletionSweep;
import xyz.anipub.auth.invitation.SiteInvitations;
import xyz.anipub.auth.login.RegistrationMode;
import xyz.anipub.auth.mongo.MongoUsers;
import xyz.anipub.auth.reset.PasswordResets;
import xyz.anipub.auth.session.Sessions;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.adopt.Adoption;
import xyz.anipub.chat.history.NewestMessages;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.room.MemberCounts;
import xyz.anipub.chat.mongo.room.RoomNames;
import xyz.anipub.chat.node.ChoreLease;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.Fence;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.notice.NoticeWriter;
import xyz.anipub.chat.notice.Notices;
import xyz.anipub.chat.posting.EchoSweep;
import xyz.anipub.chat.power.SlowMode;
import xyz.anipub.chat.realtime.order.AnnouncedFeed;
import xyz.anipub.chat.realtime.order.MessageSequencer;
import xyz.anipub.chat.realtime.room.MissedNotices;
import xyz.anipub.chat.realtime.room.PresenceFeed;
import xyz.anipub.chat.realtime.room.Retractions;
import xyz.anipub.chat.realtime.room.SocketNoticeAnnouncer;
import xyz.anipub.chat.realtime.room.SocketRoomListAnnouncer;
import xyz.anipub.chat.realtime.socket.LimitsFeed;
import xyz.anipub.chat.report.ReportService;
import xyz.anipub.chat.retention.ExpirySweep;
import xyz.anipub.chat.room.RoomEnding;
import xyz.anipub.chat.roomlist.RoomActivity;
import xyz.anipub.chat.roomlist.RoomListFeed;
import xyz.anipub.socketio.server.SocketServer;

/**
 * The background tasks of a node. On every node, as it is about what this one knows or delivers, or as it may have to be done when
 * this one begins: a sign that it lives, who is present, what was announced, who takes how much, the end of rights that have ended
 * elsewhere, indexes until they exist, numbers of members, their cards, names of an older version, late announcements, notices, the live room list,
 * revocations by other nodes. On one node for all, by {@link ChoreLease}: what is left of deleted rooms, of people whose accounts have ended and of expired tokens, and
 * what rooms keep no longer, and the data of another server.
 * Should two nodes do it for a moment, it is done twice.
 */
@SingletonBean
class Chores {

    private static final System.Logger LOG = System.getLogger(Chores.class.getName());

    private static final Duration ALWAYS = Duration.ofSeconds(1);

    /** Memory is looked at so often, the store only if the last beat has seen something new. */
    private static final Duration FOLLOW = Duration.ofMillis(100);

    /** Memory is looked at so often. */
    private static final Duration NOTICE = Duration.ofMillis(100);

    /** Several times within the shortest limit. */
    private static final Duration FENCE = Duration.ofMillis(500);

    private static final Duration VERIFY = Duration.ofMinutes(1);

    /** What is left of deleted rooms is seen by nobody; what has expired is promised to be gone within a minute. */
    private static final Duration SWEEP = Duration.ofSeconds(10);

    /** The same is promised of what is in memory and in Redis. */
    private static final Duration FORGET_TEXTS = Duration.ofSeconds(20);

    /** It works for half a second at a time, and leaves the database as long to others. */
    private static final Duration ADOPT = Duration.ofMillis(500);

    /** What an admin chooses on another node holds here so soon. */
    private static final Duration CHOSEN = Duration.ofSeconds(3);

    private static final Duration FORGET_TOKENS = Duration.ofMinutes(5);

    @Inject
    private ExecutorProducer executors;

    @Inject
    private ChatStore store;

    @Inject
    private LiveNodes nodes;

    @Inject
    private ChoreLease lease;

    @Inject
    private Endings endings;

    @Inject
    private Fence fence;

    @Inject
    private PresenceFeed presence;

    @Inject
    private AnnouncedFeed announced;

    @Inject
    private MessageSequencer sequencer;

    @Inject
    private LimitsFeed limits;

    @Inject
    private MemberCounts counts;

    @Inject
    private RoomNames roomNames;

    @Inject
    private MongoUsers users;

    @Inject
    private CardCopies cards;

    @Inject
    private EchoSweep echoes;

    @Inject
    private RoomActivity activity;

    @Inject
    private RoomListFeed roomList;

    @Inject
    private SocketRoomListAnnouncer listAnnouncer;

    @Inject
    private MissedNotices missed;

    @Inject
    private RoomEnding roomEnding;

    @Inject
    private ExpirySweep expiry;

    @Inject
    private NewestMessages newest;

    @Inject
    private Retractions retractions;

    @Inject
    private Tokens tokens;

    @Inject
    private Sessions sessions;

    @Inject
    private PasswordResets resets;

    @Inject
    private SiteInvitations invitations;

    @Inject
    private Admins admins;

    @Inject
    private RegistrationMode registration;

    @Inject
    private DeletionSweep deletions;

    @Inject
    private AuditLog audit;

    @Inject
    private ReportService reports;

    @Inject
    private NoticeWriter noticeWriter;

    @Inject
    private SocketNoticeAnnouncer noticeAnnouncer;

    @Inject
    private Notices notices;

    @Inject
    private SlowMode slowMode;

    @Inject
    private Adoption adoption;

    @Inject
    private SocketServer server;

    private @Nullable Duties duties;
    private boolean warned;

    /**
     * Sees to it that the first request can write, if the database is there, and starts what is due. Waits for the database
     * some seconds at most.
     */
    void start() {
        try {
            nodes.beat();
            // Seen by the second beat: whoever is alone begins with the chores.
            lease.takeOver();
            nodes.beat();
            endings.follow();
            store.createIndexes();
        } catch (RuntimeException notYet) {
            LOG.log(System.Logger.Level.DEBUG, "asked again by what is due, which says so", notYet);
        }
        duties = new Duties(executors.chores());
        duties.every(ALWAYS, nodes::beat, lease::takeOver, this::warnOfNodesApart);
        duties.every(FOLLOW, endings::follow);
        duties.every(VERIFY, endings::verify);
        // Two that never wait, so that the store holds them up least of all.
        duties.every(ALWAYS, endings::signal);
        duties.every(FENCE, fence::check);
        duties.every(PresenceFeed.BEAT, presence::beat);
        duties.every(LimitsFeed.BEAT, limits::beat, listAnnouncer::beat, missed::beat);
        duties.every(
                ALWAYS,
                store::beginIndexes,
                onceWritable(counts::repair),
                onceWritable(roomNames::complete),
                onceWritable(users::completeNames),
                onceWritable(cards::step));
        duties.every(AnnouncedFeed.BEAT, announced::beat);
        duties.every(MessageSequencer.LOOK, onceWritable(sequencer::lookForMissing));
        duties.every(MessageSequencer.FORGET, sequencer::forgetUnused);
        duties.every(ALWAYS, onceWritable(echoes::run));
        duties.every(ALWAYS, onceWritable(activity::flush), onceWritable(roomList::flush));
        duties.every(ALWAYS, missed::makeGood);
        duties.every(NOTICE, onceWritable(noticeWriter::flush));
        duties.every(NOTICE, noticeAnnouncer::flush);
        duties.every(ALWAYS, tokens::followOtherNodes);
        duties.every(SWEEP, byOne(roomEnding::sweep, roomEnding::follow), byOne(expiry::sweep, expiry::forget));
        duties.every(FORGET_TEXTS, newest::forgetOld, retractions::flush);
        duties.every(ADOPT, byOne(adoption::step, adoption::rest));
        duties.every(SWEEP, onceWritable(admins::follow));
        duties.every(CHOSEN, onceWritable(registration::follow));
        duties.every(ALWAYS, byOne(deletions::sweep, () -> {}));
        duties.every(
                FORGET_TOKENS,
                byOne(tokens::sweep, tokens::forgetExpired),
                byOne(sessions::sweep, () -> {}),
                byOne(resets::sweep, () -> {}),
                byOne(invitations::sweep, () -> {}),
                byOne(audit::sweep, () -> {}),
                byOne(reports::sweep, () -> {}),
                byOne(notices::sweep, () -> {}),
                byOne(slowMode::sweep, () -> {}));
    }

    /** Once: whoever runs nodes so wants to know it, but it may be meant so while one replaces the other. */
    private void warnOfNodesApart() {
        if (!warned && nodes.hasCompany() && !server.of("/").isShared()) {
            warned = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Another node uses this database, and no Redis joins them: what is said on one is not heard on the"
                            + " other before people load the page again. Set REDIS_URI on all nodes.");
        }
    }

    /** Lets no run begin any more. */
    void stop() {
        if (duties != null) {
            duties.stop();
        }
    }

    /** Lets nobody wait for this node any more; once it has no socket. */
    void leave() {
        try {
            endings.leave();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.DEBUG, "the others wait for some seconds", failure);
        }
    }

    /** What would be lost with the memory, and a last word to the others; once nothing is posted any more. */
    void finish() {
        try {
            activity.flush();
        } catch (RuntimeException failure) {
            // The rest has to end all the same; rooms follow with their next message.
            LOG.log(System.Logger.Level.WARNING, "The last second of the rooms could not be stored.", failure);
        }
        try {
            nodes.end();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.DEBUG, "the others find out in some seconds", failure);
        }
    }

    /** @param others what the nodes do meanwhile that do not have the chores */
    private Runnable byOne(Runnable duty, Runnable others) {
        return onceWritable(() -> (lease.isMine() ? duty : others).run());
    }

    /** Until the indexes exist nothing can be written, which the first chain sees to. */
    private Runnable onceWritable(Runnable duty) {
        return () -> {
            if (store.isWritable()) {
                duty.run();
            }
        };
    }
}
