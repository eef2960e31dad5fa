package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;

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

    private static JsonObject choose(Person admin, JsonObject mode) {
        admin.put(PATH).json(mode).send().expect(200);
        return admin.get(PATH).send().expect(200).object();
    }

    private static String told(ChatApi api) {
        return api.get("/api/auth/session").send().expect(200).object().getString("registration");
    }

    private static Reply register(ChatApi api) {
        return api.post("/api/auth/register")
                .json(object("name", Person.unique("Late"), "password", Person.PASSWORD))
                .send();
    }
}
