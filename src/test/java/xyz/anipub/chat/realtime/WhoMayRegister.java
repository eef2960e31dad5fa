package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.Together;

/** An admin chooses who may register, and other nodes follow. */
final class WhoMayRegister {

    private static final String PATH = "/api/admin/registration";

    private WhoMayRegister() {}

    /** Nobody may for some seconds. */
    static void isChosenForAll(Person admin, ChatApi other) {
        assertThat(choose(admin, object("mode", "closed"))).isEqualTo(object("mode", "closed", "setting", "open"));
        try {
            register(admin.api()).problem(403, "forbidden");
            await().until(() -> told(other).equals("closed"));
            register(other).problem(403, "forbidden");
        } finally {
            choose(admin, Json.createObjectBuilder().addNull("mode").build());
        }
        register(admin.api()).expect(201);
        await().until(() -> told(other).equals("open"));
        register(other).expect(201);
    }

    /** An invitation for one lets in one of two who come to both nodes at once. */
    static void isOneOfTwo(Person admin, ChatApi other) {
        choose(admin, object("mode", "invitation"));
        try {
            await().until(() -> told(other).equals("invitation"));
            register(other).problem(403, "forbidden");
            String code = admin.post("/api/invitations")
                    .json(Json.createObjectBuilder().add("uses", 1).build())
                    .send()
                    .expect(201)
                    .object()
                    .getString("code");
            List<Reply> answers = Together.both(() -> register(admin.api(), code), () -> register(other, code));
            assertThat(answers).extracting(Reply::status).containsExactlyInAnyOrder(201, 403);
        } finally {
            choose(admin, Json.createObjectBuilder().addNull("mode").build());
        }
        await().until(() -> told(other).equals("open"));
    }

    private static JsonObject choose(Person admin, JsonObject mode) {
        admin.put(PATH).json(mode).send().expect(200);
        return admin.get(PATH).send().expect(200).object();
    }

    private static String told(ChatApi api) {
        return api.get("/api/auth/session").send().expect(200).object().getString("registration");
    }

    private static Reply register(ChatApi api) {
        return register(api, "");
    }

    private static Reply register(ChatApi api, String invitation) {
        return api.post("/api/auth/register")
                .json(object("name", Person.unique("Late"), "password", Person.PASSWORD, "invitation", invitation))
                .send();
    }
}
