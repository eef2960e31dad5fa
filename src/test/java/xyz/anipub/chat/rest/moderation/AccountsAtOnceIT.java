package xyz.anipub.chat.rest.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.PASSWORD;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SharedChat;
import xyz.anipub.testing.Together;

/** As {@link AtOnceIT}, of accounts: what two do at the same moment ends in one way, and is answered so. */
class AccountsAtOnceIT {

    private static final int ROUNDS = 3;
    private static final String ONE = "battery staple";
    private static final String OTHER = "paper clip, large";

    private final ChatApi api = SharedChat.api();
    private final Person admin = SharedChat.admin();
    private final Person ann = Person.register("Ann");

    private Reply suspend() {
        return admin.put("/api/users/" + ann.id() + "/suspension").json("{}").send();
    }

    private Reply lift() {
        return admin.delete("/api/users/" + ann.id() + "/suspension").send();
    }

    private Reply delete() {
        return delete(ann);
    }

    private static Reply delete(Person person) {
        return person.post("/api/users/me/deletion")
                .json(object("password", PASSWORD, "messages", "keep"))
                .send();
    }

    private String code() {
        return admin.post("/api/users/" + ann.id() + "/reset")
                .send()
                .expect(201)
                .object()
                .getString("code");
    }

    private Reply reset(String code, String next) {
        return api.post("/api/auth/reset")
                .json(object("code", code, "next", next))
                .send();
    }

    private Reply change(String next) {
        return ann.put("/api/auth/password")
                .json(object("current", PASSWORD, "next", next))
                .send();
    }

    private Reply login(String password) {
        return api.post("/api/auth/login")
                .json(object("name", ann.name(), "password", password))
                .send();
    }

    /** Which of some passwords is the password. */
    private List<String> passwords() {
        return Stream.of(PASSWORD, ONE, OTHER)
                .filter(each -> login(each).status() == 200)
                .toList();
    }

    private static List<Integer> statuses(List<Reply> answers) {
        return answers.stream().map(Reply::status).toList();
    }

    @RepeatedTest(ROUNDS)
    void whoIsSuspendedAndLetInIsOneOfThem() {
        try (ChatClient client = ChatClient.of(ann).awaitConnected()) {
            assertThat(statuses(Together.both(this::suspend, this::lift))).containsExactly(204, 204);
            boolean isOut = login(PASSWORD).status() == 403;
            assertThat(ann.get("/api/auth/me").send().status()).isEqualTo(isOut ? 401 : 200);
            assertThat(client.awaitEnd()).isEqualTo("io server disconnect");
        }
        lift().expect(204);
        ann.get("/api/auth/me").send().expect(200);
    }

    @RepeatedTest(ROUNDS)
    void aCodeForANewPasswordIsUsedOnce() {
        String code = code();
        List<Reply> answers = Together.both(() -> reset(code, ONE), () -> reset(code, OTHER));
        assertThat(statuses(answers)).containsExactlyInAnyOrder(204, 403);
        assertThat(passwords()).containsExactly(answers.get(0).status() == 204 ? ONE : OTHER);
    }

    @RepeatedTest(ROUNDS)
    void ofTwoCodesTheLastOneCounts() {
        List<Reply> made = Together.both(
                () -> admin.post("/api/users/" + ann.id() + "/reset").send(),
                () -> admin.post("/api/users/" + ann.id() + "/reset").send());
        List<Integer> used = made.stream()
                .map(each -> each.expect(201).object().getString("code"))
                .map(each -> reset(each, ONE).status())
                .toList();
        assertThat(used).containsExactlyInAnyOrder(204, 403);
    }

    /** Whoever was first; the code counts for no other password than that for which it was made. */
    @RepeatedTest(ROUNDS)
    void aPasswordThatIsChangedAndReplacedIsWhatWasAnswered() {
        String code = code();
        List<Reply> answers = Together.both(() -> change(ONE), () -> reset(code, OTHER));
        ann.get("/api/auth/me").send().problem(401, "unauthorized");
        if (answers.get(1).status() == 204) {
            assertThat(answers.get(0).status()).isIn(401, 403, 409);
            assertThat(passwords()).containsExactly(OTHER);
        } else {
            assertThat(answers.get(1).status()).isIn(403, 409);
            answers.get(0).expect(200);
            assertThat(passwords()).containsExactly(ONE);
        }
        reset(code, OTHER).problem(403, "forbidden");
    }

    @RepeatedTest(ROUNDS)
    void anAccountEndsOrIsSuspended() {
        List<Reply> answers = Together.both(this::delete, this::suspend);
        boolean isGone = answers.get(0).status() == 204;
        if (isGone) {
            answers.get(1).problem(404, "not_found");
        } else {
            assertThat(answers.get(0).status()).isIn(401, 409);
            answers.get(1).expect(204);
        }
        ann.get("/api/auth/me").send().problem(401, "unauthorized");
        if (isGone) {
            lift().problem(404, "not_found");
        } else {
            lift().expect(204);
            delete().expect(204);
        }
        login(PASSWORD).problem(401, "unauthorized");
    }

    @RepeatedTest(ROUNDS)
    void anAccountEndsOnce() {
        assertThat(statuses(Together.both(this::delete, this::delete))).containsExactlyInAnyOrder(204, 401);
    }

    /** Where the deletion comes first, whoever has the code is nobody. */
    @RepeatedTest(ROUNDS)
    void anAccountEndsOrHasANewPassword() {
        String code = code();
        List<Reply> answers = Together.both(this::delete, () -> reset(code, ONE));
        boolean isGone = answers.get(0).status() == 204;
        if (isGone) {
            assertThat(answers.get(1).status()).isIn(403, 409);
        } else {
            assertThat(answers.get(0).status()).isIn(401, 403, 409);
            answers.get(1).expect(204);
        }
        ann.get("/api/auth/me").send().problem(401, "unauthorized");
        assertThat(passwords()).isEqualTo(isGone ? List.of() : List.of(ONE));
    }

    /** What a join leaves behind that was under way goes with the rest, in one of the rounds. */
    @Test
    void whoJoinsAtTheEndOfTheAccountIsNoMember() {
        Person owner = Person.register("Owner");
        String room = owner.createRoom();
        List<Person> leaving =
                Stream.of("Cay", "Dan", "Eve").map(Person::register).toList();
        for (Person each : leaving) {
            List<Reply> answers = Together.both(() -> delete(each), () -> each.post(Person.room(room) + "/join")
                    .send());
            answers.get(0).expect(204);
            assertThat(answers.get(1).status()).isIn(200, 401);
            each.post(Person.room(room) + "/join").send().problem(401, "unauthorized");
        }
        await().atMost(Duration.ofMinutes(3)).until(() -> owner.get(Person.room(room) + "/members")
                .send()
                .expect(200)
                .strings("_id")
                .equals(List.of(owner.id())));
    }

    @RepeatedTest(ROUNDS)
    void whoIsBlockedAndUnblockedIsOneOfThem() {
        Person bob = Person.register("Bob");
        String path = "/api/users/me/blocks/" + bob.id();
        assertThat(statuses(Together.both(
                        () -> ann.put(path).send(), () -> ann.delete(path).send())))
                .containsExactly(204, 204);
        boolean isBlocked = ann.get("/api/users/me/blocks")
                .send()
                .expect(200)
                .strings("_id")
                .contains(bob.id());
        Reply wanted = bob.post("/api/chat/direct")
                .json(Json.createObjectBuilder()
                        .add("userIds", Json.createArrayBuilder().add(ann.id()))
                        .build())
                .send();
        if (isBlocked) {
            wanted.problem(403, "unreachable");
        } else {
            wanted.expect(200);
        }
    }

    @RepeatedTest(ROUNDS)
    void aSessionThatEndsWhileItIsRenewedHasEnded() {
        Person phone = ann.again();
        String session = ann.get("/api/auth/sessions").send().expect(200).object().getJsonArray("sessions").stream()
                .map(each -> each.asJsonObject())
                .filter(each -> !each.getBoolean("current"))
                .findFirst()
                .orElseThrow()
                .getString("_id");
        List<Reply> answers = Together.both(
                () -> ann.delete("/api/auth/sessions/" + session).send(),
                () -> phone.post("/api/auth/renewal").send());
        answers.get(0).expect(204);
        assertThat(answers.get(1).status()).isIn(200, 401);
        phone.get("/api/auth/me").send().problem(401, "unauthorized");
        if (answers.get(1).status() == 200) {
            JsonObject renewed = answers.get(1).object();
            phone.with(renewed.getString("token")).get("/api/auth/me").send().problem(401, "unauthorized");
        }
        assertThat(ann.get("/api/auth/sessions").send().expect(200).text()).doesNotContain(session);
    }

    /** Of two who choose, whoever is told so has; none is told so whose choice was not there for a moment. */
    @RepeatedTest(ROUNDS)
    void whoMayRegisterIsWhatOneWasAnsweredLast() {
        String path = "/api/admin/registration";
        try {
            List<Reply> answers = Together.both(
                    () -> admin.put(path).json(object("mode", "closed")).send(),
                    () -> admin.put(path).json(object("mode", "invitation")).send());
            assertThat(answers).extracting(Reply::status).contains(200).isSubsetOf(200, 409);
            String mode = admin.get(path).send().expect(200).object().getString("mode");
            assertThat(answers.get(mode.equals("closed") ? 0 : 1).status()).isEqualTo(200);
        } finally {
            admin.put(path)
                    .json(Json.createObjectBuilder().addNull("mode").build())
                    .send()
                    .expect(200);
        }
    }
}
