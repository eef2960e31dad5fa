package xyz.anipub.chat.realtime.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import xyz.anipub.audit.InMemoryAudit;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.auth.token.TokensAlone;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.change.ChangeService;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.moderation.MessageModeration;
import xyz.anipub.chat.moderation.ModerationRules;
import xyz.anipub.chat.node.ChoreLease;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.posting.InMemoryEchoRepository;
import xyz.anipub.chat.posting.InMemoryMessageRepository;
import xyz.anipub.chat.posting.KnownMembers;
import xyz.anipub.chat.posting.MessageService;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.power.Admissions;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPowers;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.reading.AuthorMarks;
import xyz.anipub.chat.reading.ReadAnnouncer;
import xyz.anipub.chat.reading.ReadService;
import xyz.anipub.chat.realtime.ChatConnections;
import xyz.anipub.chat.realtime.ReturningSockets;
import xyz.anipub.chat.realtime.node.LoopNodes;
import xyz.anipub.chat.realtime.order.AnnouncedFeed;
import xyz.anipub.chat.realtime.order.MessageSequencer;
import xyz.anipub.chat.realtime.room.ChangeReaders;
import xyz.anipub.chat.realtime.room.MembershipReports;
import xyz.anipub.chat.realtime.room.MissedNotices;
import xyz.anipub.chat.realtime.room.PresenceFeed;
import xyz.anipub.chat.realtime.room.Retractions;
import xyz.anipub.chat.realtime.room.RoomChannels;
import xyz.anipub.chat.realtime.room.RoomPresence;
import xyz.anipub.chat.realtime.room.SocketMessageAnnouncer;
import xyz.anipub.chat.realtime.room.SocketReadAnnouncer;
import xyz.anipub.chat.realtime.room.SocketRoomListAnnouncer;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.socket.ChatSockets;
import xyz.anipub.chat.realtime.socket.LimitsFeed;
import xyz.anipub.chat.realtime.socket.SocketCounts;
import xyz.anipub.chat.realtime.socket.TokenMiddleware;
import xyz.anipub.chat.realtime.wire.ErrorReply;
import xyz.anipub.chat.room.InMemoryRoomDeletions;
import xyz.anipub.chat.room.InMemoryRoomPowers;
import xyz.anipub.chat.room.InMemoryRoomRepository;
import xyz.anipub.chat.room.PowerChanges;
import xyz.anipub.chat.room.RoomCatalog;
import xyz.anipub.chat.room.RoomEnding;
import xyz.anipub.chat.room.RoomListener;
import xyz.anipub.chat.room.RoomRules;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.chat.roomlist.MembersHere;
import xyz.anipub.chat.roomlist.RoomListFeed;
import xyz.anipub.chat.roomlist.RoomListLimit;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;
import xyz.anipub.socketio.cdi.AnnotatedHandlers;
import xyz.anipub.socketio.cdi.BeforeConnect;
import xyz.anipub.socketio.event.PlainPayloads;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.server.SocketServer;
import xyz.anipub.testing.SettableClock;

/** The chat on a real Socket.IO server over stores in memory; everything runs on the thread that causes it. */
public final class ChatFixture {

    public final StoreFaults faults;
    final SettableClock clock = SettableClock.pastNoon();
    public final ManualTimers timers = new ManualTimers();
    public final ActiveRooms activeRooms = new ActiveRooms();
    public final InMemoryRoomRepository repository;
    public final InMemoryMessageRepository messages;
    public final RoomLanes lanes;
    public final RoomService rooms;
    public final ChatSockets sockets;
    public final RoomListFeed list;
    public final SocketRoomListAnnouncer listAnnouncer;
    public final MissedNotices missed;
    public final RoomPowers powers;
    final Power power;
    final RoomEnding ending;
    public final RoomCatalog catalog;
    final ReadService reads;
    public final UserPace pace;
    public final SocketCounts elsewhere;
    public final LimitsFeed limitsFeed;
    public final SocketServer server;

    private final Engine engine;
    private RoomChannels channels;

    public ChatFixture() {
        this(UserLimits.standard());
    }

    public ChatFixture(UserLimits limits) {
        this(Runnable::run, 100, limits);
    }

    /** With lanes on this executor. */
    public ChatFixture(Executor laneThreads, int laneCapacity) {
        this(laneThreads, laneCapacity, UserLimits.standard());
    }

    private ChatFixture(Executor laneThreads, int laneCapacity, UserLimits limits) {
        this(laneThreads, laneCapacity, (name, emitter) -> new InMemoryAdapter(emitter, LoopNodes.MAX_ROOMS), limits);
    }

    /** Whose clients come back after a lost connection. */
    public static ChatFixture recovering() {
        return new ChatFixture(
                Runnable::run,
                100,
                (name, emitter) -> new RecoveringAdapter(emitter, 100, RecoveryConfig.standard(), new ManualTimers()),
                UserLimits.standard());
    }

    /** A node of a cluster. */
    public static ChatFixture in(LoopCluster cluster, UserLimits limits) {
        return new ChatFixture(
                Runnable::run, 100, LoopNodes.in(cluster, NodeId.fresh().value(), new ManualTimers()), limits);
    }

    /** A further node, with the store of another one. */
    public ChatFixture beside(LoopCluster cluster) {
        return new ChatFixture(
                Runnable::run,
                100,
                LoopNodes.in(cluster, NodeId.fresh().value(), new ManualTimers()),
                UserLimits.standard(),
                new Store(faults, repository, messages));
    }

    private record Store(StoreFaults faults, InMemoryRoomRepository rooms, InMemoryMessageRepository messages) {

        static Store fresh() {
            StoreFaults faults = new StoreFaults();
            return new Store(faults, new InMemoryRoomRepository(faults), new InMemoryMessageRepository(faults));
        }
    }

    private ChatFixture(Executor laneThreads, int laneCapacity, AdapterFactory adapters, UserLimits limits) {
        this(laneThreads, laneCapacity, adapters, limits, Store.fresh());
    }

    private ChatFixture(
            Executor laneThreads, int laneCapacity, AdapterFactory adapters, UserLimits limits, Store store) {
        faults = store.faults();
        repository = store.rooms();
        messages = store.messages();
        pace = new UserPace(limits, timers::nanoTime);
        InMemoryRoomPowers memory = new InMemoryRoomPowers(repository);
        powers = Powers.kept(memory);
        power = new Power(powers, repository, clock);
        server = LoopNodes.server(timers, adapters);
        engine = new Engine(EngineConfig.standard(), server, Runnable::run, new ManualTimers());
        lanes = new RoomLanes(laneThreads, laneCapacity);
        elsewhere = new SocketCounts(timers::nanoTime);
        Tokens tokens = new TokensAlone() {
            @Override
            public boolean isKnownRevoked(String tokenId) {
                return tokenId.equals("revoked");
            }
        };
        sockets = new ChatSockets(server, tokens, Principal::expiresAt, clock, limits, elsewhere);
        MembershipListener listener = new MembershipListener() {
            @Override
            public void membershipBegan(RoomId room, UserId user, String connection) {
                channels.membershipBegan(room, user, connection);
            }

            @Override
            public void membershipEnded(RoomId room, UserId user) {
                channels.membershipEnded(room, user);
            }
        };
        rooms = new RoomService(
                repository, repository, power, () -> listener, Admissions.of(repository, memory, clock), pace);
        LiveNodes nodes = MessageServices.alone();
        MessageSequencer sequencer = new MessageSequencer(server, messages, powers, lanes, sockets, timers);
        ChangeReaders readers = new ChangeReaders(powers, repository, activeRooms);
        missed = new MissedNotices(
                server, sequencer, messages, repository, sockets, lanes, readers, nodes.me(), timers::nanoTime);
        missed.watch();
        MessageAnnouncer announcer = new SocketMessageAnnouncer(
                server,
                activeRooms,
                sequencer,
                new AnnouncedFeed(server, sequencer, nodes),
                missed,
                new Retractions(server, new ChoreLease(new InMemoryNodeRepository(), nodes)),
                readers);
        KnownMembers known = new KnownMembers(announcer, nodes, MessageRules.standard());
        Endings endings = new Endings(new InMemoryNodeRepository(), nodes, List.of(), number -> {});
        limitsFeed = new LimitsFeed(server, sockets, elsewhere, pace, nodes.me());
        limitsFeed.watch();
        RoomPresence presence = new RoomPresence(server, activeRooms);
        PresenceFeed feed = new PresenceFeed(server, presence, lanes, nodes);
        channels = new RoomChannels(
                server,
                rooms,
                activeRooms,
                lanes,
                sockets,
                known,
                endings,
                presence,
                feed,
                sequencer,
                missed,
                powers,
                new MembershipReports(rooms, powers, clock));

        repository.lastSeqsBy(messages::lastOf);
        listAnnouncer = new SocketRoomListAnnouncer(server, sockets, powers, nodes.me(), timers::nanoTime);
        list = new RoomListFeed(
                repository,
                messages,
                new MembersHere(repository, repository),
                power,
                listAnnouncer,
                new RoomListLimit(3));
        listAnnouncer.watch(list);
        RoomListener changes = MessageServices.listener(list, messages);
        ending = new RoomEnding(
                new InMemoryRoomDeletions(faults, repository, messages::forget),
                lanes,
                channels,
                changes,
                endings,
                nodes,
                clock);
        catalog = new RoomCatalog(
                repository,
                changes,
                listener,
                ending,
                RoomRules.standard(),
                pace,
                power,
                new PowerChanges(powers, lanes, endings),
                clock);
        ReadAnnouncer readAnnouncer = new SocketReadAnnouncer(server, missed);
        reads = new ReadService(
                repository,
                repository,
                messages,
                readAnnouncer,
                new AuthorMarks(repository, readAnnouncer),
                Powers.of(repository, repository),
                pace);
        MessageService service = MessageServices.of(
                repository,
                rooms,
                messages,
                new InMemoryEchoRepository(faults, messages),
                announcer,
                lanes,
                clock,
                nodes,
                known);
        TokenMiddleware identification = new TokenMiddleware() {
            @Override
            @BeforeConnect
            public ChatSocket identify(Socket socket, Handshake handshake) {
                return new ChatSocket(socket, principal(socket));
            }
        };
        RoomEvents roomEvents = new RoomEvents(
                rooms, MessageServices.summaries(repository, messages), channels, activeRooms, reads, power, pace);
        ChangeService changed = MessageServices.changes(repository, rooms, messages, messages, announcer, lanes, clock);
        ReturningSockets returning = new ReturningSockets(server, rooms, channels, pace, sequencer, tokens);
        returning.watch();
        AnnotatedHandlers handlers = new AnnotatedHandlers(
                new PlainPayloads(),
                Map.of(ChatSocket.class, new CallerParameter(), EventArguments.class, new ArgumentsParameter()));
        for (Object bean : List.of(
                identification,
                new ChatConnections(sockets, channels, returning),
                roomEvents,
                new MessageEvents(service),
                new ChangeEvents(
                        changed,
                        new MessageModeration(
                                power,
                                rooms,
                                changed,
                                messages,
                                (any, one) -> false,
                                new Deeds(new InMemoryAudit()),
                                ModerationRules.standard(),
                                clock)),
                new TypingEvents(power),
                new ReadEvents(reads),
                new CallerPace(pace, timers::nanoTime),
                new ErrorReply())) {
            handlers.declare(server, bean);
        }
    }

    /** A private room whose members read what is posted from their joining on. */
    public static RoomPolicy fromJoiningOn(RoomPolicy before) {
        return new RoomPolicy(
                before.kind(),
                RoomPolicy.Visibility.PRIVATE,
                before.posting(),
                before.slowMode(),
                before.invites(),
                RoomPolicy.History.JOINED,
                before.publicFrom(),
                before.owners());
    }

    public RoomId room(Member creator) {
        return room("Lobby", creator);
    }

    public RoomId room(String name, Member creator) {
        return catalog.create(name, "", creator).id();
    }

    /** A connected user; {@code token} names the token. */
    public ChatPeer peer(Member user, String token) {
        return new ChatPeer(engine, user, token);
    }

    /** A user's connection that is yet to say who it is. */
    public ChatPeer silentPeer() {
        return new ChatPeer(engine);
    }

    public ChatPeer peer(Member user) {
        return peer(user, "token of " + user.name());
    }

    public boolean isPresent(RoomId room, UserId user) {
        return activeRooms.isPresent(room, user);
    }

    /** The test's clients tell in {@code auth} who they are. */
    private Principal principal(Socket socket) {
        Instant end = clock.instant().plusSeconds(3600);
        return new Principal(
                socket.handshake().auth().getString("id"),
                socket.handshake().auth().getString("name"),
                "",
                socket.handshake().auth().getString("token"),
                end);
    }
}
