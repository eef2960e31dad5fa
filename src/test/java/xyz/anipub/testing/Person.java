package xyz.anipub.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * A registered user who talks to the chat.
 *
 * @param cookie the name and value of the cookie that came with the token
 */
public record Person(ChatApi api, String id, String name, String token, String cookie) {

    public static final String PASSWORD = "correct horse battery";

    private static final Random RANDOM = new Random();

    /** A name that nobody else has. */
    public static String unique(String word) {
        return word + " " + Long.toHexString(RANDOM.nextLong() >>> 16);
    }

    /** Somebody new on the shared server. */
    public static Person register(String word) {
        return register(SharedChat.api(), word);
    }

    public static Person register(ChatApi api, String word) {
        return of(
                api,
                api.post("/api/auth/register")
                        .json(ChatApi.object("name", unique(word), "password", PASSWORD))
                        .send()
                        .expect(201));
    }

    /** The same person at another address. */
    public Person at(URI server) {
        return new Person(new ChatApi(server), id, name, token, cookie);
    }

    /** The same person with another token, and no cookie. */
    public Person with(String other) {
        return new Person(api, id, name, other, "");
    }

    /** Another login of the same user, with a token of its own. */
    public Person again() {
        return of(
                api,
                api.post("/api/auth/login")
                        .json(ChatApi.object("name", name, "password", PASSWORD))
                        .send()
                        .expect(200));
    }

    private static Person of(ChatApi api, Reply welcome) {
        JsonObject user = welcome.object().getJsonObject("user");
        String cookie = welcome.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        return new Person(
                api,
                user.getString("_id"),
                user.getString("name"),
                welcome.object().getString("token"),
                cookie);
    }

    public ChatApi.Call get(String path) {
        return api.get(path).bearer(token);
    }

    public ChatApi.Call post(String path) {
        return api.post(path).bearer(token);
    }

    public ChatApi.Call patch(String path) {
        return api.call("PATCH", path).bearer(token);
    }

    public ChatApi.Call put(String path) {
        return api.call("PUT", path).bearer(token);
    }

    public ChatApi.Call delete(String path) {
        return api.delete(path).bearer(token);
    }

    /** How a message mentions this person once, by {@code @} and the name. @param start where the sign stands */
    public JsonObject mentionedAt(int start) {
        return Json.createObjectBuilder()
                .add("userId", id)
                .add("name", name)
                .add(
                        "places",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("start", start)
                                        .add("end", start + 1 + name.length())))
                .build();
    }

    public Reply logout() {
        return post("/api/auth/logout").send();
    }

    /** The id of a new room. */
    public String createRoom() {
        return createRoom(unique("Room")).getString("_id");
    }

    public JsonObject createRoom(String name) {
        return post("/api/chat/rooms")
                .json(ChatApi.object("name", name))
                .send()
                .expect(201)
                .object();
    }

    public JsonObject join(String room) {
        return post(room(room) + "/join").send().expect(200).object().getJsonObject("room");
    }

    public Reply leave(String room) {
        return delete(room(room) + "/leave").send().expect(200);
    }

    /** Makes somebody this in a room, as one of its owners. */
    public void giveRole(String room, Person to, String role) {
        put(room(room) + "/members/" + to.id() + "/role")
                .json(ChatApi.object("role", role))
                .send()
                .expect(204);
    }

    public Reply tryPost(String room, JsonObject body) {
        return post(room(room) + "/messages").json(body).send();
    }

    /** Posts in one step. */
    public JsonObject post(String room, String content, String clientId) {
        return tryPost(room, ChatApi.object("content", content, "clientId", clientId))
                .expect(200)
                .object()
                .getJsonObject("message");
    }

    /** Posts in the first of two steps, as the guide's page does. */
    public JsonObject post(String room, String content) {
        return tryPost(room, ChatApi.object("content", content))
                .expect(200)
                .object()
                .getJsonObject("message");
    }

    public Reply tryEdit(JsonObject message, JsonObject body) {
        return api.call("PATCH", path(message)).bearer(token).json(body).send();
    }

    /** The message after it was given another content. */
    public JsonObject edit(JsonObject message, String content) {
        return changed(tryEdit(message, ChatApi.object("content", content)));
    }

    /** The tombstone. */
    public JsonObject deleteMessage(JsonObject message) {
        return changed(delete(path(message)).send());
    }

    /** @param method {@code PUT} or {@code DELETE} */
    public Reply reaction(String method, JsonObject message, String emoji) {
        String encoded = URLEncoder.encode(emoji, StandardCharsets.UTF_8);
        return api.call(method, path(message) + "/reactions/" + encoded)
                .bearer(token)
                .send();
    }

    public JsonObject react(JsonObject message, String emoji) {
        return changed(reaction("PUT", message, emoji));
    }

    private static JsonObject changed(Reply reply) {
        return reply.expect(200).object().getJsonObject("message");
    }

    /** The address of a message. */
    public static String path(JsonObject message) {
        return room(message.getString("room")) + "/messages/" + message.getString("_id");
    }

    /** @param query empty, or from its question mark on */
    public Reply changes(String room, String query) {
        return get(room(room) + "/changes" + query).send();
    }

    /** @param query empty, or from its question mark on */
    public Reply messages(String room, String query) {
        return get(room(room) + "/messages" + query).send();
    }

    public List<JsonObject> messages(String room) {
        return messages(room, "?limit=200").expect(200).array().getValuesAs(JsonObject.class);
    }

    public static String room(String id) {
        return "/api/chat/rooms/" + id;
    }
}
