package xyz.anipub.engineio.config;

import java.time.Duration;
import java.util.Set;
import xyz.anipub.engineio.session.QueueBound;

/** Changes single settings of an {@link EngineConfig}, which says what each means. For one thread. */
public final class EngineConfigBuilder {

    private Duration pingInterval = Duration.ofSeconds(25);
    private Duration pingTimeout = Duration.ofSeconds(20);
    private Duration upgradeTimeout = Duration.ofSeconds(10);
    private Duration closeLinger = Duration.ofSeconds(30);
    private Duration readTimeout = Duration.ofSeconds(30);
    private int maxHttpBufferSize = 1_000_000;
    private Set<TransportType> transports = Set.of(TransportType.POLLING, TransportType.WEBSOCKET);
    private boolean allowUpgrades = true;
    private boolean allowEio3;
    private int maxSessions = 20_000;
    private AddressLimits addresses = AddressLimits.standard();
    private QueueBound outbound = new QueueBound(4_096, 8_000_000);
    private int batchBytes = 65_536;
    private QueueBound inbound = new QueueBound(4_096, 8_000_000);
    private long backlogBytes = Runtime.getRuntime().maxMemory() / 4;
    /** Who stores, receives and reads is to have a processor left. */
    private int drainers = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

    private boolean endpointOnly;
    private boolean portableFrames;

    private HttpRules http = HttpRules.standard();
    private EngineHooks hooks = EngineHooks.none();

    EngineConfigBuilder() {}

    EngineConfigBuilder(EngineConfig config) {
        pingInterval = config.pingInterval();
        pingTimeout = config.pingTimeout();
        upgradeTimeout = config.upgradeTimeout();
        closeLinger = config.closeLinger();
        readTimeout = config.readTimeout();
        maxHttpBufferSize = config.maxHttpBufferSize();
        transports = config.transports();
        allowUpgrades = config.allowUpgrades();
        allowEio3 = config.allowEio3();
        maxSessions = config.maxSessions();
        addresses = config.addresses();
        outbound = config.outbound();
        batchBytes = config.batchBytes();
        inbound = config.inbound();
        backlogBytes = config.backlogBytes();
        drainers = config.drainers();
        endpointOnly = config.endpointOnly();
        portableFrames = config.portableFrames();
        http = config.http();
        hooks = config.hooks();
    }

    public EngineConfigBuilder pingInterval(Duration value) {
        pingInterval = value;
        return this;
    }

    public EngineConfigBuilder pingTimeout(Duration value) {
        pingTimeout = value;
        return this;
    }

    public EngineConfigBuilder upgradeTimeout(Duration value) {
        upgradeTimeout = value;
        return this;
    }

    public EngineConfigBuilder closeLinger(Duration value) {
        closeLinger = value;
        return this;
    }

    public EngineConfigBuilder readTimeout(Duration value) {
        readTimeout = value;
        return this;
    }

    public EngineConfigBuilder maxHttpBufferSize(int bytes) {
        maxHttpBufferSize = bytes;
        return this;
    }

    public EngineConfigBuilder transports(Set<TransportType> value) {
        transports = value;
        return this;
    }

    public EngineConfigBuilder allowUpgrades(boolean value) {
        allowUpgrades = value;
        return this;
    }

    public EngineConfigBuilder allowEio3(boolean value) {
        allowEio3 = value;
        return this;
    }

    public EngineConfigBuilder maxSessions(int value) {
        maxSessions = value;
        return this;
    }

    public EngineConfigBuilder addresses(AddressLimits value) {
        addresses = value;
        return this;
    }

    public EngineConfigBuilder outbound(QueueBound value) {
        outbound = value;
        return this;
    }

    public EngineConfigBuilder batchBytes(int value) {
        batchBytes = value;
        return this;
    }

    public EngineConfigBuilder backlogBytes(long value) {
        backlogBytes = value;
        return this;
    }

    public EngineConfigBuilder drainers(int threads) {
        drainers = threads;
        return this;
    }

    public EngineConfigBuilder endpointOnly(boolean value) {
        endpointOnly = value;
        return this;
    }

    public EngineConfigBuilder portableFrames(boolean value) {
        portableFrames = value;
        return this;
    }

    public EngineConfigBuilder http(HttpRules value) {
        http = value;
        return this;
    }

    public EngineConfigBuilder hooks(EngineHooks value) {
        hooks = value;
        return this;
    }

    public EngineConfigBuilder inbound(QueueBound value) {
        inbound = value;
        return this;
    }

    /** @throws IllegalArgumentException if a setting makes no sense */
    public EngineConfig build() {
        return new EngineConfig(
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                closeLinger,
                readTimeout,
                maxHttpBufferSize,
                transports,
                allowUpgrades,
                allowEio3,
                maxSessions,
                addresses,
                outbound,
                batchBytes,
                inbound,
                backlogBytes,
                drainers,
                endpointOnly,
                portableFrames,
                http,
                hooks);
    }
}
