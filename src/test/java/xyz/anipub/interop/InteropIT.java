package xyz.anipub.interop;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.testing.NodeTests;
import xyz.anipub.testing.ProtocolServer;
import xyz.anipub.testing.SharedChat;

/** Clients of every major version speak, binary included, and ask and answer each other in one room. */
class InteropIT {

    private static final List<String> POLLING = List.of("polling");
    private static final List<String> WEBSOCKET = List.of("websocket");
    private static final List<String> UPGRADE = List.of("polling", "websocket");

    /** A client of the room; the version {@code java} is the official Java client, the others come from npm. */
    private record Member(String version, List<String> transports) {

        String name() {
            return version.equals("java") ? "java" : "js " + version;
        }

        JSONObject toJson() throws JSONException {
            return new JSONObject()
                    .put("name", name())
                    .put("version", version)
                    .put("transports", new JSONArray(transports));
        }
    }

    @TestFactory
    Stream<DynamicTest> allByPolling() throws JSONException {
        return chat("polling", members(POLLING, POLLING, POLLING, POLLING));
    }

    @TestFactory
    Stream<DynamicTest> allByWebSocket() throws JSONException {
        return chat("websocket", members(WEBSOCKET, WEBSOCKET, WEBSOCKET, WEBSOCKET));
    }

    @TestFactory
    Stream<DynamicTest> allByPollingUpgradedToWebSocket() throws JSONException {
        return chat("upgrade", members(UPGRADE, UPGRADE, UPGRADE, UPGRADE));
    }

    @TestFactory
    Stream<DynamicTest> eachInItsOwnWay() throws JSONException {
        return chat("mixed", members(UPGRADE, POLLING, WEBSOCKET, UPGRADE));
    }

    @TestFactory
    Stream<DynamicTest> theClientOfSocketIo3Chats() {
        return NodeTests.run(
                Path.of("src/test/clients"),
                "interop/chat.test.js",
                Map.of("ANIPUB_URL", SharedChat.server().uri().toString()));
    }

    private static List<Member> members(List<String> two, List<String> three, List<String> four, List<String> java) {
        return List.of(new Member("2", two), new Member("3", three), new Member("4", four), new Member("java", java));
    }

    private static Stream<DynamicTest> chat(String room, List<Member> members) throws JSONException {
        URI server = ProtocolServer.room();
        Set<String> names = new HashSet<>();
        List<JSONObject> descriptions = new ArrayList<>();
        for (Member member : members) {
            names.add(member.name());
            descriptions.add(member.toJson());
        }
        String environment = new JSONObject()
                .put("origin", server.resolve("/").toString())
                .put("path", server.getPath())
                .put("room", room)
                .put("members", new JSONArray(descriptions))
                .toString();
        List<String> javaTransports = members.get(members.size() - 1).transports();
        CompletableFuture<Void> java = CompletableFuture.runAsync(() -> takePart(server, room, javaTransports, names));
        Stream<DynamicTest> javaScript =
                NodeTests.run(Path.of("src/test/clients"), "interop/room.test.js", Map.of("INTEROP", environment));
        return Stream.concat(javaScript, Stream.of(DynamicTest.dynamicTest("java takes part", java::join)));
    }

    private static void takePart(URI server, String room, List<String> transports, Set<String> names) {
        try {
            new JavaMember(server, room, transports).takePart(names);
        } catch (JSONException e) {
            throw new CompletionException(e);
        }
    }
}
