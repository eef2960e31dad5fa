package xyz.anipub.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.login.LoginCounts;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.adopt.AdoptRules;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.Fence;
import xyz.anipub.chat.node.FenceLimit;
import xyz.anipub.chat.realtime.ReturningSockets;
import xyz.anipub.chat.realtime.node.SocketAttemptSignal;
import xyz.anipub.chat.realtime.node.SocketEndingSignal;
import xyz.anipub.chat.realtime.order.AnnouncedFeed;
import xyz.anipub.chat.realtime.order.MessageSequencer;
import xyz.anipub.chat.realtime.room.MissedNotices;
import xyz.anipub.chat.realtime.room.PresenceFeed;
import xyz.anipub.chat.realtime.room.ProfileFeed;
import xyz.anipub.chat.realtime.room.Retractions;
import xyz.anipub.chat.realtime.room.SocketNoticeAnnouncer;
import xyz.anipub.chat.realtime.room.SocketRoomListAnnouncer;
import xyz.anipub.chat.realtime.socket.LimitsFeed;
import xyz.anipub.chat.room.RoomRules;
import xyz.anipub.chat.roomlist.RoomListFeed;
import xyz.anipub.chat.roomlist.RoomListLimit;
import xyz.anipub.chat.search.SearchRules;
import xyz.anipub.engineio.Engine;
import xyz.anipub.health.DrainLimits;
import xyz.anipub.health.Draining;
import xyz.anipub.metrics.ScrapeRule;
import xyz.anipub.problem.BodyLimits;
import xyz.anipub.settings.Settings;
import xyz.anipub.socketio.server.SocketServer;

/** Starts the chat when the WAR is deployed, and ends it in order when it is undeployed. */
@SingletonBean
class SocketIoStartup {

    private static final System.Logger LOG = System.getLogger(SocketIoStartup.class.getName());

    @Inject
    private LogStartup log;

    @Inject
    private SocketServer server;

    @Inject
    private Engine engine;

    @Inject
    private ReturningSockets returning;

    @Inject
    private PresenceFeed presence;

    @Inject
    private MessageSequencer sequencer;

    @Inject
    private AnnouncedFeed announced;

    @Inject
    private LimitsFeed limits;

    @Inject
    private SocketAttemptSignal attempts;

    @Inject
    private ProfileFeed profiles;

    @Inject
    private LoginCounts logins;

    @Inject
    private SocketRoomListAnnouncer listAnnouncer;

    @Inject
    private RoomListFeed list;

    @Inject
    private MissedNotices missed;

    @Inject
    private Retractions retractions;

    @Inject
    private SocketNoticeAnnouncer notices;

    @Inject
    private SocketEndingSignal signal;

    @Inject
    private Endings endings;

    @Inject
    private Fence fence;

    @Inject
    private Chores chores;

    @Inject
    private ExecutorProducer executors;

    @Inject
    private ClusterStartup cluster;

    @Inject
    private MongoClientProducer mongo;

    @Inject
    private ChatStore store;

    @Inject
    private Tokens tokens;

    @Inject
    private RoomLanes lanes;

    @Inject
    private MetricsStartup metrics;

    @Inject
    private Draining draining;

    private @Nullable EndSignal signalOfEnd;

    /**
     * The settings are parameters so that one that is wrong ends the start, if nobody has asked for it before. What has been opened by then
     * is closed by those who opened it.
     */
    void start(
            @Observes @Initialized(ApplicationScoped.class) Object deployed,
            AuthSettings auth,
            RoomRules rooms,
            MessageRules messages,
            RoomListLimit roomList,
            SearchRules search,
            AdoptRules adopt,
            FenceLimit fenceLimit,
            DrainLimits drain,
            BodyLimits bodies,
            ScrapeRule scrapes,
            Settings settings) {
        log.start();
        // A database that is away is waited for; one that is configured wrong ends the start here, and says why.
        mongo.database();
        if (mongo.isEmbedded()) {
            store.forgetNodes();
        }
        tokens.isKnownRevoked("");
        metrics.start();
        returning.watch();
        presence.watch();
        sequencer.watch();
        announced.watch();
        signal.watch(endings, fence);
        limits.watch();
        attempts.watch(logins);
        profiles.watch();
        listAnnouncer.watch(list);
        missed.watch();
        notices.watch();
        retractions.watch();
        chores.start();
        if (server.of("/").isShared()) {
            fence.raise();
        }
        signalOfEnd = EndSignal.hear(draining::drain, draining::hurry);
        String page = settings.text("anipub.url").map(url -> " Open " + url).orElse("");
        LOG.log(System.Logger.Level.INFO, "AniPub Chat is ready for connections at /socket.io/." + page);
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object undeployed) {
        try {
            end();
        } finally {
            metrics.stop();
            log.stop();
        }
    }

    /** Sockets first, so that their last words still find threads and the database. */
    private void end() {
        if (signalOfEnd != null) {
            signalOfEnd.close();
        }
        draining.empty();
        chores.stop();
        presence.leave();
        limits.leave();
        server.close();
        cluster.leaveRelay();
        engine.close();
        cluster.stopRelay();
        chores.leave();
        lanes.close();
        // Nobody deletes any more.
        retractions.finish();
        executors.stop();
        cluster.close();
        chores.finish();
        mongo.close();
    }
}
