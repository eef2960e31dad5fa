package xyz.anipub.chat.rest.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;
import static xyz.anipub.testing.Person.unique;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.Together;

/** Two who do opposite things at the same moment: whichever comes first, what is told of it is so. */
class AtOnceIT {

    private static final int ROUNDS = 3;

    private static Person owner;
    private static Person ann;
    private static Person bob;

    private final String room = owner.createRoom();

    @BeforeAll
    static void people() {
        owner = Person.register("Owner");
        ann = Person.register("Ann");
        bob = Person.register("Bob");
    }

    private boolean isMember(Person person) {
        return owner.get(Person.room(room) + "/members")
                .send()
                .expect(200)
                .strings("_id")
                .contains(person.id());
    }

    private String about(String what, Person person) {
        return Person.room(room) + "/" + what + "/" + person.id();
    }

    private Reply join(Person person) {
        return person.post(Person.room(room) + "/join").send();
    }

    @RepeatedTest(ROUNDS)
    void whoIsBannedAndJoinsIsOut() {
        Together.both(() -> owner.put(about("bans", ann)).json("{}").send().expect(204), () -> join(ann));
        assertThat(isMember(ann)).isFalse();
        join(ann).problem(403, "banned");
    }

    @RepeatedTest(ROUNDS)
    void whoIsKickedAndAcceptsIsOutIfTheKickFoundAMember() {
        owner.put(about("members", ann)).send().expect(204);
        List<Reply> answers = Together.both(
                () -> owner.delete(about("members", ann)).send(),
                () -> ann.post(Person.room(room) + "/invitation").send());
        boolean isKicked = answers.get(0).status() == 204;
        assertThat(isMember(ann)).isEqualTo(!isKicked && answers.get(1).status() == 200);
        if (isKicked) {
            join(ann).problem(403, "kicked");
        }
    }

    @RepeatedTest(ROUNDS)
    void whoAcceptsAndDeclinesHasDoneOneOfThem() {
        owner.put(about("members", ann)).send().expect(204);
        List<Reply> answers = Together.both(
                () -> ann.post(Person.room(room) + "/invitation").send(),
                () -> ann.delete(Person.room(room) + "/invitation").send());
        assertThat(answers)
                .extracting(Reply::status)
                .containsExactlyInAnyOrder(answers.get(0).status() == 200 ? 200 : 204, 404);
        assertThat(isMember(ann)).isEqualTo(answers.get(0).status() == 200);
    }

    @RepeatedTest(ROUNDS)
    void theLastUseOfACodeIsOnesAlone() {
        String code = owner.post(Person.room(room) + "/invitations")
                .json(Json.createObjectBuilder().add("uses", 1).build())
                .send()
                .expect(201)
                .object()
                .getString("code");
        Person cay = Person.register("Cay");
        List<Reply> answers = Together.both(
                () -> bob.post("/api/chat/invitations/" + code + "/accept").send(),
                () -> cay.post("/api/chat/invitations/" + code + "/accept").send());
        assertThat(answers).extracting(Reply::status).containsExactlyInAnyOrder(200, 404);
        assertThat(List.of(isMember(bob), isMember(cay)))
                .containsExactly(answers.get(0).status() == 200, answers.get(1).status() == 200);
    }

    @RepeatedTest(ROUNDS)
    void aPostBesideAMuteIsThereIfItWasTaken() {
        ann.join(room);
        List<Reply> answers = Together.both(
                () -> owner.put(about("mutes", ann)).json("{}").send().expect(204),
                () -> ann.tryPost(room, object("content", "x", "clientId", "1")));
        assertThat(owner.messages(room)).hasSize(answers.get(1).status() == 200 ? 1 : 0);
        ann.tryPost(room, object("content", "x", "clientId", "2")).problem(403, "muted");
    }

    @RepeatedTest(ROUNDS)
    void aMessageBesideABlockIsThereIfItWasTaken() {
        Person cay = Person.register("Cay");
        String pair = ann.post("/api/chat/direct")
                .json(Json.createObjectBuilder()
                        .add("userIds", Json.createArrayBuilder().add(cay.id()))
                        .build())
                .send()
                .expect(200)
                .object()
                .getString("_id");
        List<Reply> answers = Together.both(
                () -> cay.put("/api/users/me/blocks/" + ann.id()).send().expect(204),
                () -> ann.tryPost(pair, object("content", "x", "clientId", "1")));
        assertThat(cay.messages(pair)).hasSize(answers.get(1).status() == 200 ? 1 : 0);
        ann.tryPost(pair, object("content", "x", "clientId", "2")).problem(403, "unreachable");
    }

    @RepeatedTest(ROUNDS)
    void aRoomThatIsHiddenHasThoseWhoCouldJoin() {
        List<Reply> answers = Together.both(
                () -> owner.patch(Person.room(room))
                        .json(object("visibility", "private"))
                        .send()
                        .expect(200),
                () -> join(ann));
        assertThat(isMember(ann)).isEqualTo(answers.get(1).status() == 200);
        if (answers.get(1).status() != 200) {
            answers.get(1).problem(404, "room_not_found");
        }
    }

    @RepeatedTest(ROUNDS)
    void whoIsMadeModeratorAndKickedIsNone() {
        ann.join(room);
        Together.both(
                () -> owner.put(about("members", ann) + "/role")
                        .json(object("role", "moderator"))
                        .send(),
                () -> owner.delete(about("members", ann)).send().expect(204));
        assertThat(isMember(ann)).isFalse();
        ann.get(Person.room(room) + "/mutes").send().problem(403, "not_a_member");
    }

    @RepeatedTest(ROUNDS)
    void ofTwoOwnersWhoLeaveOneStays() {
        ann.join(room);
        owner.giveRole(room, ann, "owner");
        List<Reply> answers = Together.both(
                () -> owner.delete(Person.room(room) + "/leave").send(),
                () -> ann.delete(Person.room(room) + "/leave").send());
        assertThat(answers).extracting(Reply::status).containsExactlyInAnyOrder(200, 409);
    }

    @RepeatedTest(ROUNDS)
    void aMessageThatIsPinnedAndDeletedIsNotPinned() {
        ann.join(room);
        JsonObject message = ann.post(room, unique("It"));
        Together.both(
                () -> owner.put(Person.path(message) + "/pin").send(),
                () -> ann.delete(Person.path(message)).send().expect(200));
        assertThat(owner.get(Person.room(room) + "/pins").send().expect(200).array())
                .isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void aReportIsDecidedOnce() {
        ann.join(room);
        JsonObject message = ann.post(room, unique("It"));
        bob.post(Person.path(message) + "/report")
                .json(object("reason", "odd"))
                .send()
                .expect(204);
        String report = owner.get("/api/chat/reports")
                .send()
                .expect(200)
                .array()
                .getJsonObject(0)
                .getString("_id");
        List<Reply> answers = Together.both(
                () -> owner.patch("/api/chat/reports/" + report)
                        .json(object("state", "resolved"))
                        .send(),
                () -> owner.patch("/api/chat/reports/" + report)
                        .json(object("state", "dismissed"))
                        .send());
        assertThat(answers).extracting(Reply::status).containsExactlyInAnyOrder(200, 409);
    }
}
