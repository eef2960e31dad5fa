package xyz.anipub.settings;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.config.ConnectionRates;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.msgpack.MsgpackParser;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.packet.Parser;

/** Settings of Socket.IO. */
@SingletonBean
class SocketProducer {

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

    private static SocketLimits socketLimits(Settings settings, SocketLimits usual) {
        return new SocketLimits(
                settings.millis("anipub.socketio.attachment-timeout", usual.attachmentTimeout()),
                settings.number("anipub.socketio.namespaces-max", usual.maxNamespaces()),
                settings.number("anipub.socketio.rooms-max", usual.maxRooms()),
                settings.number("anipub.socketio.child-namespaces-max", usual.maxChildNamespaces()),
                usual.cleanupEmptyChildNamespaces(),
                new ConnectionRates(
                        settings.rate("anipub.socketio.events", usual.rates().events()),
                        settings.rate("anipub.socketio.joins", usual.rates().joins()),
                        settings.rate("anipub.socketio.refusals", usual.rates().refusals())));
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
}
