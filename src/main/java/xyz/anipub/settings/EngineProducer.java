package xyz.anipub.settings;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.engineio.config.AddressLimits;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.session.QueueBound;
import xyz.anipub.peer.Proxies;

/** Settings of Engine.IO, and which proxies are believed. */
@SingletonBean
class EngineProducer {

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
                settings.rate("anipub.engineio.handshakes", usual.handshakes()),
                settings.number("anipub.engineio.sessions-per-address", usual.maxSessions()),
                proxies);
    }

    private static QueueBound bound(Settings settings, String name, QueueBound usual) {
        return new QueueBound(
                settings.number(name + "-packets", usual.packets()),
                settings.number(name + "-bytes", Math.toIntExact(usual.bytes())));
    }

    @Produces
    @Singleton
    static Proxies proxies(Settings settings) {
        return Proxies.of(
                settings.list("anipub.proxies"),
                settings.choice("anipub.proxies-header", Proxies.Header.X_FORWARDED_FOR));
    }
}
