package xyz.anipub.socketio.adapter.redis.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Set;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Packet;

/** The parts of which tests make messages, and the forms in which a specification prints them. */
public final class Messages {

    public static final BroadcastOptions ALL = BroadcastOptions.everybody();

    private Messages() {}

    public static Packet.Event event(String name, Object... arguments) {
        return eventIn("/", name, arguments);
    }

    static Packet.Event eventIn(String namespace, String name, Object... arguments) {
        return Packet.Event.of(namespace, name, Arguments.of(arguments));
    }

    static BroadcastOptions to(String... rooms) {
        return ALL.to(Set.of(rooms));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** @param digits with spaces where one likes */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
