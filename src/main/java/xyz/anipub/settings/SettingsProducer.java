package xyz.anipub.settings;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.LoginLimits;
import xyz.anipub.auth.PasswordSettings;
import xyz.anipub.auth.TokenSettings;
import xyz.anipub.auth.adopt.PeopleFields;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.adopt.AdoptRules;
import xyz.anipub.chat.history.CacheLimits;
import xyz.anipub.chat.message.ChangeRules;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.node.FenceLimit;
import xyz.anipub.chat.room.RoomRules;
import xyz.anipub.chat.roomlist.RoomListLimit;
import xyz.anipub.chat.search.SearchRules;
import xyz.anipub.engineio.config.AddressLimits;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.session.QueueBound;
import xyz.anipub.health.DrainLimits;
import xyz.anipub.metrics.ScrapeRule;
import xyz.anipub.peer.Proxies;
import xyz.anipub.peer.Rate;
import xyz.anipub.problem.BodyLimits;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.config.ConnectionRates;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.msgpack.MsgpackParser;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.packet.Parser;
import xyz.anipub.text.TextRule;
import xyz.anipub.web.page.PageSettings;

/** Settings by name, with their defaults; src/docs/configuration.md lists them and those that the start reads. */
@SingletonBean
class SettingsProducer {

    @Produces
    @Singleton
    static Settings settings() {
        Config config = ConfigProvider.getConfig();
        return new Settings(config);
    }

    @Produces
    @Singleton
    static PageSettings page(Settings settings) {
        return new PageSettings(settings.flag("anipub.page.remote-images", false));
    }

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static EngineConfig engine(Settings settings, Proxies proxies) {
        EngineConfig usual = EngineConfig.standard();
        return usual.with()
                .pingInterval(settings.millis("anipub.engineio.ping-interval", usual.pingInterval()))
                .pingTimeout(settings.millis("anipub.engineio.ping-timeout", usual.pingTimeout()))
                .upgradeTimeout(settings.millis("anipub.engineio.upgrade-timeout", usual.upgradeTimeout()))
                .closeLinger(settings.millis("anipub.engineio.close-linger", usual.closeLinger()))
                .readTimeout(settings.millis("anipub.engineio.read-timeout", usual.readTimeout()))
                .maxHttpBufferSize(settings.number("anipub.engineio.max-http-buffer-size", usual.maxHttpBufferSize()))
                .transports(EngineSettings.transports(settings, usual.transports()))
                .allowUpgrades(settings.flag("anipub.engineio.allow-upgrades", usual.allowUpgrades()))
                .allowEio3(settings.flag("anipub.engineio.allow-eio3", usual.allowEio3()))
                .maxSessions(settings.number("anipub.engineio.max-sessions", usual.maxSessions()))
                .addresses(addresses(settings, usual.addresses(), proxies))
                .outbound(bound(settings, "anipub.engineio.outbound", usual.outbound()))
                .batchBytes(settings.number("anipub.engineio.batch-bytes", usual.batchBytes()))
                .inbound(bound(settings, "anipub.engineio.inbound", usual.inbound()))
                .backlogBytes(
                        Runtime.getRuntime().maxMemory() / 100 * settings.number("anipub.engineio.backlog-percent", 25))
                .drainers(settings.number("anipub.threads.writers", usual.drainers()))
                .endpointOnly(settings.choice("anipub.engineio.websocket", "auto", "endpoint")
                        .equals("endpoint"))
                .portableFrames(settings.choice("anipub.engineio.frame-writer", "auto", "portable")
                        .equals("portable"))
                .http(EngineSettings.http(settings, usual.http()))
                .build();
    }

    private static AddressLimits addresses(Settings settings, AddressLimits usual, Proxies proxies) {
        return new AddressLimits(
                rate(settings, "anipub.engineio.handshakes", usual.handshakes()),
                settings.number("anipub.engineio.sessions-per-address", usual.maxSessions()),
                proxies);
    }

    private static Rate rate(Settings settings, String name, Rate usual) {
        return new Rate(
                settings.number(name + "-burst", usual.burst()),
                settings.number(name + "-per-second", usual.perSecond()));
    }

    @Produces
    @Singleton
    static Proxies proxies(Settings settings) {
        return Proxies.of(
                settings.list("anipub.proxies"),
                settings.choice("anipub.proxies-header", Proxies.Header.X_FORWARDED_FOR));
    }

    private static QueueBound bound(Settings settings, String name, QueueBound usual) {
        return new QueueBound(
                settings.number(name + "-packets", usual.packets()),
                settings.number(name + "-bytes", Math.toIntExact(usual.bytes())));
    }

    @Produces
    @Singleton
    static SocketServerConfig socketServer(Settings settings) {
        SocketServerConfig usual = SocketServerConfig.standard();
        PacketLimits limits = usual.packetLimits();
        return new SocketServerConfig(
                settings.millis("anipub.socketio.connect-timeout", usual.connectTimeout()),
                settings.millis("anipub.socketio.ack-timeout", usual.ackTimeout()),
                settings.number("anipub.socketio.acks-max", usual.maxPendingAcks()),
                new PacketLimits(
                        settings.number("anipub.socketio.attachments-max", limits.maxAttachments()),
                        settings.number(
                                "anipub.socketio.attachment-bytes-max", Math.toIntExact(limits.maxAttachmentBytes())),
                        settings.number("anipub.socketio.json-depth", limits.maxDepth()),
                        settings.number("anipub.socketio.json-values", limits.maxValues())),
                socketLimits(settings, usual.limits()),
                parser(settings));
    }

    private static Parser parser(Settings settings) {
        String name = settings.choice("anipub.socketio.parser", "json", "msgpack");
        return name.equals("msgpack") ? new MsgpackParser() : Parser.standard();
    }

    @Produces
    @Singleton
    static RecoveryConfig recovery(Settings settings) {
        RecoveryConfig usual = RecoveryConfig.standard();
        return new RecoveryConfig(
                settings.millis("anipub.socketio.recovery-time", usual.maxDisconnection()),
                settings.millis("anipub.socketio.recovery-age-max", usual.maxAge()),
                settings.number("anipub.socketio.recovery-packets-max", usual.maxPackets()),
                settings.number("anipub.socketio.recovery-bytes-max", Math.toIntExact(usual.maxBytes())),
                settings.number("anipub.socketio.recovery-sessions-max", usual.maxSessions()));
    }

    private static SocketLimits socketLimits(Settings settings, SocketLimits usual) {
        return new SocketLimits(
                settings.millis("anipub.socketio.attachment-timeout", usual.attachmentTimeout()),
                settings.number("anipub.socketio.namespaces-max", usual.maxNamespaces()),
                settings.number("anipub.socketio.rooms-max", usual.maxRooms()),
                settings.number("anipub.socketio.child-namespaces-max", usual.maxChildNamespaces()),
                usual.cleanupEmptyChildNamespaces(),
                new ConnectionRates(
                        rate(settings, "anipub.socketio.events", usual.rates().events()),
                        rate(settings, "anipub.socketio.joins", usual.rates().joins()),
                        rate(settings, "anipub.socketio.refusals", usual.rates().refusals())));
    }

    @Produces
    @Singleton
    static UserLimits users(Settings settings) {
        UserLimits usual = UserLimits.standard();
        return new UserLimits(
                rate(settings, "anipub.user.actions", usual.actions()),
                rate(settings, "anipub.user.joins", usual.joins()),
                rate(settings, "anipub.user.entries", usual.entries()),
                rate(settings, "anipub.user.rooms", usual.rooms()),
                rate(settings, "anipub.user.searches", usual.searches()),
                settings.number("anipub.user.sockets-max", usual.maxSockets()));
    }

    @Produces
    @Singleton
    static UserPace pace(UserLimits limits) {
        return new UserPace(limits);
    }

    @Produces
    @Singleton
    static RoomRules rooms(Settings settings) {
        RoomRules usual = RoomRules.standard();
        return new RoomRules(
                settings.number("anipub.room.name-max", usual.maxNameLength()),
                settings.number("anipub.room.description-max", usual.maxDescriptionLength()));
    }

    @Produces
    @Singleton
    static RoomListLimit roomList(Settings settings) {
        return new RoomListLimit(
                settings.number("anipub.room.list-max", RoomListLimit.standard().rooms()));
    }

    @Produces
    @Singleton
    static FenceLimit fence(Settings settings) {
        return new FenceLimit(
                settings.duration("anipub.node.fence", FenceLimit.standard().time()));
    }

    @Produces
    @Singleton
    static DrainLimits drain(Settings settings) {
        DrainLimits usual = DrainLimits.standard();
        return new DrainLimits(
                settings.duration("anipub.drain-notice", usual.notice()),
                settings.duration("anipub.drain-time", usual.time()));
    }

    @Produces
    @Singleton
    static ScrapeRule scrapes(Settings settings) {
        return ScrapeRule.of(settings.list("anipub.metrics.allow"));
    }

    @Produces
    @Singleton
    static SearchRules search(Settings settings) {
        SearchRules usual = SearchRules.standard();
        return new SearchRules(
                settings.number("anipub.search.results-max", usual.maxResults()),
                settings.number("anipub.search.stretch", usual.stretch()),
                settings.number("anipub.search.rooms-max", usual.maxRooms()),
                settings.number("anipub.search.room-stretch", usual.stretchOfEach()),
                settings.duration("anipub.search.time", usual.time()));
    }

    @Produces
    @Singleton
    static MessageRules messages(Settings settings) {
        MessageRules usual = MessageRules.standard();
        return new MessageRules(
                settings.number("anipub.message.content-max", usual.maxContentLength()),
                settings.number("anipub.message.client-id-max", usual.maxClientIdLength()),
                settings.duration("anipub.message.echo-lifetime", usual.echoLifetime()),
                settings.duration("anipub.message.echo-grace", usual.echoGrace()),
                settings.number("anipub.message.echo-max", usual.maxEchoes()),
                settings.number("anipub.message.batch-max", usual.maxBatch()),
                settings.duration("anipub.message.membership-memory", usual.membershipMemory()),
                new ChangeRules(
                        settings.number(
                                "anipub.message.reactions-max", usual.changes().maxReactions()),
                        settings.number(
                                "anipub.message.emojis-max", usual.changes().maxEmojis())));
    }

    @Produces
    @Singleton
    static AdoptRules adopt(Settings settings) {
        AdoptRules usual = AdoptRules.standard();
        return new AdoptRules(
                settings.choice("anipub.adopt", usual.mode()), settings.duration("anipub.adopt.again", usual.again()));
    }

    @Produces
    @Singleton
    static PeopleFields people(Settings settings) {
        PeopleFields usual = PeopleFields.USUAL;
        return new PeopleFields(
                settings.text("anipub.adopt.users", usual.collection()),
                settings.text("anipub.adopt.name", usual.name()),
                settings.text("anipub.adopt.email", usual.email()),
                settings.text("anipub.adopt.password", usual.password()),
                settings.text("anipub.adopt.image", usual.image()));
    }

    @Produces
    @Singleton
    static CacheLimits cache(Settings settings) {
        CacheLimits usual = CacheLimits.standard();
        return new CacheLimits(
                settings.number("anipub.message.cache-rooms", usual.rooms()),
                settings.number("anipub.message.cache-bytes", Math.toIntExact(usual.bytes())));
    }

    @Produces
    @Singleton
    static BodyLimits bodies(Settings settings) {
        BodyLimits usual = BodyLimits.USUAL;
        return new BodyLimits(
                settings.number("anipub.rest.body-max", usual.bytes()),
                settings.number("anipub.rest.json-depth", usual.depth()),
                settings.duration("anipub.rest.body-timeout", usual.time()),
                settings.number("anipub.rest.bodies-waiting", usual.waiting()),
                settings.number("anipub.rest.bodies-waiting-per-address", usual.waitingPerAddress()));
    }

    @Produces
    @Singleton
    static AuthSettings auth(Settings settings) {
        AuthSettings usual = AuthSettings.USUAL;
        return new AuthSettings(
                token(settings, usual.token()),
                password(settings, usual.password()),
                TextRule.name(
                        settings.number("anipub.auth.name-min", usual.name().min()),
                        settings.number("anipub.auth.name-max", usual.name().max())),
                settings.text("anipub.auth.cookie", usual.cookie()),
                settings.list("anipub.origins"));
    }

    private static TokenSettings token(Settings settings, TokenSettings usual) {
        return new TokenSettings(
                settings.text("anipub.auth.secret"),
                settings.text("anipub.auth.public-key"),
                settings.text("anipub.auth.user-id-claim", usual.userIdClaim()),
                settings.text("anipub.auth.name-claim", usual.nameClaim()),
                settings.text("anipub.auth.image-claim", usual.imageClaim()),
                settings.duration("anipub.auth.token-lifetime", usual.lifetime()),
                settings.duration("anipub.auth.clock-skew", usual.clockSkew()),
                settings.duration("anipub.auth.revocation-recheck", usual.recheck()));
    }

    private static PasswordSettings password(Settings settings, PasswordSettings usual) {
        return new PasswordSettings(
                TextRule.verbatim(
                        settings.number("anipub.auth.password-min", usual.rule().min()),
                        settings.number("anipub.auth.password-max", usual.rule().max())),
                settings.number("anipub.auth.hash-memory", usual.memory()),
                settings.number("anipub.auth.hash-iterations", usual.iterations()),
                settings.number("anipub.auth.hash-parallelism", usual.parallelism()),
                settings.number("anipub.auth.hash-concurrency", usual.concurrency()),
                settings.duration("anipub.auth.hash-wait", usual.patience()),
                settings.number("anipub.auth.hash-waiting-per-address", usual.waitingPerAddress()),
                logins(settings, usual.limits()));
    }

    private static LoginLimits logins(Settings settings, LoginLimits usual) {
        return new LoginLimits(
                settings.number("anipub.auth.login-failures", usual.failures()),
                settings.number("anipub.auth.login-failures-per-address", usual.failuresOfAddress()),
                settings.number("anipub.auth.logins-per-address", usual.ofAddress()),
                settings.number("anipub.auth.registrations", usual.registrations()));
    }
}
