package xyz.anipub.engineio.packet;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The content of the open packet (protocol section 1.3):
 * {@code {"sid":"…","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}}.
 *
 * @param sid the session's id; base64url, so that nothing in it needs escaping
 * @param upgrades names of the transports the session may change to
 * @param pingInterval milliseconds from a pong to the next ping
 * @param pingTimeout milliseconds within which a pong has to follow a ping
 * @param maxPayload the longest POST body in bytes
 */
public record Handshake(String sid, List<String> upgrades, long pingInterval, long pingTimeout, long maxPayload) {

    public Handshake {
        upgrades = List.copyOf(upgrades);
    }

    /** Exactly these five keys, in this order. */
    public String toJson() {
        String names = upgrades.stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        return "{\"sid\":\"" + sid + "\",\"upgrades\":[" + names + "],\"pingInterval\":" + pingInterval
                + ",\"pingTimeout\":" + pingTimeout + ",\"maxPayload\":" + maxPayload + "}";
    }
}
