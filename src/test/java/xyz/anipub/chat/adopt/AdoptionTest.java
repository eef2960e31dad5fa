package xyz.anipub.chat.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import xyz.anipub.auth.User;
import xyz.anipub.auth.adopt.PeopleFields;
import xyz.anipub.auth.mongo.MongoUsers;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.adopt.AdoptRules.Mode;
import xyz.anipub.chat.adopt.AdoptionProgress.State;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.mongo.room.MongoExpiryRepository;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.retention.ExpiryRepository;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRules;
import xyz.anipub.testing.GuideData;

class AdoptionTest extends AdoptionSetup {

    @Test
    void givesEachRoomItsMessagesInOrder() {
        ObjectId with = guide.room("Anime Lovers", 450, true);
        ObjectId without = guide.room("Manga", 403, false);
        ObjectId empty = guide.room("Empty", 0, true);
        List<RawBsonDocument> before = guide.dump();

        AdoptionProgress progress = run(Mode.ON);

        assertThat(progress).isEqualTo(new AdoptionProgress(State.DONE, 5, 3, 853, 0));
        assertThat(guide.dump()).isEqualTo(before);
        List.of(with, without, empty).forEach(this::assertIsWhole);
        Room room = rooms.find(id(with)).orElseThrow();
        assertThat(room.name()).isEqualTo("Anime Lovers");
        assertThat(room.description()).isEqualTo("About Anime Lovers");
        assertThat(room.createdAt()).isEqualTo(Instant.parse("2024-01-28T10:30:00Z"));
        assertThat(room.seqAtLeast()).isEqualTo(450);
        assertThat(room.memberCount()).isEqualTo(6);
        assertThat(rooms.members(id(with), Optional.empty(), 10).items())
                .extracting(Member::name)
                .containsExactlyInAnyOrder("Ann", "Bob", "bob-2", "Ann-2", "User", RoomAdoption.UNKNOWN);
        Message first = messages.after(id(with), 0, 10).get(6);
        assertThat(first.sender().id()).as("of nobody").isEqualTo(UserId.NOBODY);
        assertThat(first.timestamp()).isEqualTo(Instant.parse("2024-01-28T10:30:07Z"));
    }

    @Test
    void keepsPeopleWithTheirHashes() {
        guide.room("Anime", 1, true);
        run(Mode.ON);
        MongoUsers users = new MongoUsers(mongo.database);
        assertThat(users.byEmail("somebody3@example.org").orElseThrow())
                .returns("bob-2", User::name)
                .returns("avatar3.jpg", User::image)
                .returns(GuideData.BCRYPT, User::passwordHash);
        assertThat(users.byNameKey("ann")).isPresent();
    }

    /** As when the settings name fields that there are not: nobody is to be called "User" for good. */
    @Test
    void adoptsNobodyOfWhomNothingCanBeRead() {
        fields = new PeopleFields("users", "name", "email", "password", "Image");
        assertThat(run(Mode.ON)).isEqualTo(new AdoptionProgress(State.DONE, 0, 0, 0, 5));
        fields = PeopleFields.USUAL;
        theirs().insertOne(new Document("Name", " ").append("Email", "nowhere"));
        assertThat(run(Mode.ON)).isEqualTo(new AdoptionProgress(State.DONE, 5, 0, 0, 1));
    }

    @Test
    void takesNobodysNameForTheAddressOfAnother() {
        guide.room("Anime", 1, true);
        run(Mode.ON);
        MongoUsers users = new MongoUsers(mongo.database);
        users.add(new User(new ObjectId().toHexString(), "Eve@example.org", "", GuideData.BCRYPT));
        theirs().insertOne(new Document("Name", "Mallory")
                .append("Email", "eve@Example.org")
                .append("Password", GuideData.BCRYPT));
        assertThat(run(Mode.ON).people()).isEqualTo(1);
        assertThat(users.byNameKey("mallory")).isPresent();
        assertThat(users.byEmail("eve@example.org")).isEmpty();
    }

    @Test
    void takesAPasswordThatComesLater() {
        String id = new ObjectId().toHexString();
        Bson zoe = Filters.eq("_id", new ObjectId(id));
        theirs().insertOne(new Document("_id", new ObjectId(id)).append("Name", "Zoë"));
        run(Mode.ON);
        MongoUsers users = new MongoUsers(mongo.database);
        assertThat(users.byId(id).orElseThrow().passwordHash()).isEmpty();

        theirs().updateOne(
                        zoe,
                        Updates.combine(
                                Updates.set("Password", GuideData.BCRYPT), Updates.set("Email", "zoe@example.org")));
        run(Mode.ON);
        assertThat(users.byEmail("zoe@example.org").orElseThrow()).isEqualTo(new User(id, "Zoë", "", GuideData.BCRYPT));

        theirs().updateOne(
                        zoe,
                        Updates.combine(
                                Updates.set("Password", GuideData.BCRYPT.replace("$04$", "$05$")),
                                Updates.set("Email", "other@example.org")));
        run(Mode.ON);
        assertThat(users.byId(id).orElseThrow().passwordHash()).isEqualTo(GuideData.BCRYPT);
        assertThat(users.byEmail("other@example.org")).isEmpty();
    }

    private static MongoCollection<Document> theirs() {
        return mongo.database.getCollection("users");
    }

    /** Also of the writes that happened and were not answered. */
    @Test
    void goesOnWhereverItWasStopped() {
        ObjectId with = guide.room("Anime Lovers", 650, true);
        ObjectId without = guide.room("Anime lovers", 420, false);
        int kills = 0;
        while (true) {
            Faults faults = new Faults(1 + kills % 4);
            Adoption adoption = start(Mode.ON, faults);
            try {
                adoption.step();
                if (adoption.progress().state() == State.DONE) {
                    break;
                }
            } catch (UnavailableException killed) {
                kills++;
            }
            assertThat(kills).isLessThan(200);
        }
        assertThat(kills).isGreaterThan(10);
        assertIsWhole(with);
        assertIsWhole(without);
        assertThat(rooms.find(id(without)).orElseThrow().name()).isEqualTo("Anime lovers-2");
        assertThat(rooms.countMembers(id(with))).isEqualTo(6);
        assertThat(run(Mode.ON)).isEqualTo(new AdoptionProgress(State.DONE, 0, 0, 0, 0));
    }

    @Test
    void takesLaterWhatTheOtherServerHasPushedSince() {
        ObjectId with = guide.room("Anime", 250, true);
        ObjectId without = guide.room("Manga", 250, false);
        run(Mode.ON);
        rooms.addMember(id(with), new Member(new UserId("f".repeat(24)), "New here", ""));
        append(with, 251, "posted here");
        assertThat(run(Mode.ON).messages()).isZero();

        guide.push(with, 30, true);
        guide.push(without, 30, false);
        ObjectId fresh = guide.room("Since then", 3, false);
        assertThat(run(Mode.ON)).isEqualTo(new AdoptionProgress(State.DONE, 0, 1, 63, 0));

        List<String> all = contents(with);
        assertThat(all).hasSize(281).element(250).isEqualTo("posted here");
        assertThat(all.subList(251, 281)).isEqualTo(guide.contents(with).subList(250, 280));
        assertIsNumbered(with);
        assertIsWhole(without);
        assertIsWhole(fresh);
        assertThat(rooms.countMembers(id(with))).isEqualTo(7);
    }

    @Test
    void findsByTheirIdsWhatIsNewAmongMessagesThatMoved() {
        ObjectId room = guide.room("Anime", 300, true);
        run(Mode.ON);
        popFirst(room);
        guide.push(room, 2, true);
        assertThat(run(Mode.ON).messages()).isEqualTo(2);
        assertThat(contents(room)).hasSize(302).doesNotHaveDuplicates();
        assertThat(run(Mode.ON).messages()).isZero();
    }

    /** Neither when messages have moved, so that all are looked at again, nor when the room keeps messages longer by then. */
    @Test
    void doesNotBringBackWhatHasExpiredSince() {
        ObjectId room = guide.room("Anime", 30, true);
        run(Mode.ON);
        ExpiryRepository expiry = new MongoExpiryRepository(store);
        keepSince("2024-01-28T10:30:20Z");
        expiry.begin(id(room), 20);
        expiry.remove(id(room), expiry.oldest(id(room), 19));

        popFirst(room);
        guide.push(room, 2, true);
        assertThat(run(Mode.ON).messages()).isEqualTo(2);
        assertThat(contents(room)).hasSize(13).startsWith("message 20");

        keepSince("2024-01-01T00:00:00Z");
        popFirst(room);
        push(room, new Document("content", "late").append("timestamp", "2024-01-28T10:30:03Z"));
        assertThat(run(Mode.ON).messages()).isZero();
    }

    @Test
    void leavesOutWhatHasExpired() {
        ObjectId room = guide.room("Anime", 30, true);
        keepSince("2024-01-28T10:30:20Z");
        assertThat(run(Mode.ON)).isEqualTo(new AdoptionProgress(State.DONE, 5, 1, 11, 0));
        assertThat(contents(room)).isEqualTo(guide.contents(room).subList(19, 30));
        assertIsNumbered(room);

        rules = RoomRules.standard();
        popFirst(room);
        guide.push(room, 1, true);
        assertThat(run(Mode.ON).messages()).isEqualTo(1);
        assertThat(contents(room)).hasSize(12).startsWith("message 20");
    }

    /** Of a room whose messages were copied, with their ids. */
    @Test
    void knowsACopiedMessageAgainThatHasMoved() {
        ObjectId room = guide.room("Anime", 5, true);
        ObjectId copy = guide.room("Copy", 0, true);
        mongo.database
                .getCollection("rooms")
                .find(Filters.eq("_id", room))
                .first()
                .getList("messages", Document.class)
                .forEach(message -> push(copy, message));
        assertThat(run(Mode.ON).messages()).isEqualTo(10);

        popFirst(copy);
        assertThat(run(Mode.ON).messages()).isZero();

        store.messages().deleteMany(Filters.eq("room", room));
        popFirst(copy);
        guide.push(copy, 1, true);
        assertThat(run(Mode.ON).messages()).isEqualTo(1);
        assertThat(contents(copy)).hasSize(6).doesNotHaveDuplicates();
    }

    private void keepSince(String time) {
        Duration kept = Duration.between(Instant.parse(time), clock.instant());
        rules = new RoomRules(50, 200, Optional.of(Retention.parse(kept.toString())), Duration.ofHours(1));
    }

    private static void popFirst(ObjectId room) {
        mongo.database.getCollection("rooms").updateOne(Filters.eq("_id", room), Updates.popFirst("messages"));
    }

    @Test
    void doesNotBringBackWhatWasDeletedHere() {
        ObjectId room = guide.room("Anime", 20, true);
        run(Mode.ON);
        store.rooms().deleteOne(Filters.eq("_id", room));
        store.messages().deleteMany(Filters.eq("room", room));
        guide.push(room, 1, true);
        assertThat(run(Mode.ON)).isEqualTo(new AdoptionProgress(State.DONE, 0, 0, 0, 0));
    }

    @Test
    void triesARoomAgainThatFoundNoName() {
        ObjectId room = guide.room("Anime", 20, true);
        Faults faults = new Faults(Integer.MAX_VALUE);
        faults.isEachNameTaken = true;
        Adoption adoption = start(Mode.ON, faults);
        adoption.step();
        assertThat(adoption.progress()).isEqualTo(new AdoptionProgress(State.DONE, 5, 0, 20, 1));
        assertThat(rooms.find(id(room))).isEmpty();
        assertThat(run(Mode.ON)).isEqualTo(new AdoptionProgress(State.DONE, 0, 1, 0, 0));
        assertIsWhole(room);
    }

    @Test
    void bringsNobodyBackWhoHasLeft() {
        ObjectId room = guide.room("Anime", 2, true);
        run(Mode.ON);
        UserId ann = rooms.members(id(room), Optional.empty(), 1).items().get(0).id();
        rooms.removeMember(id(room), ann);
        mongo.database
                .getCollection("rooms")
                .updateOne(Filters.eq("_id", room), Updates.push("members", new ObjectId()));
        run(Mode.ON);
        assertThat(new MongoMembershipRepository(store).isMember(id(room), ann)).isFalse();
        assertThat(rooms.countMembers(id(room))).isEqualTo(6);
    }

    @Test
    void onlyCountsInADryRun() {
        guide.room("Anime", 250, true);
        guide.room("anime", 250, false);
        guide.room("Other", 1, true);
        mongo.database.getCollection("rooms").insertOne(new Document("_id", "general").append("name", "General"));
        Map<String, List<RawBsonDocument>> before = everything();

        AdoptionProgress counted = run(Mode.DRY_RUN);

        assertThat(counted).isEqualTo(new AdoptionProgress(State.DONE, 5, 3, 501, 1));
        assertThat(everything()).isEqualTo(before);
        assertThat(run(Mode.ON)).isEqualTo(counted);
    }

    @Test
    void readsWhateverStandsInAMessage() {
        ObjectId room = guide.room("Anime", 1, true);
        ObjectId elsewhere = guide.room("Copy", 0, true);
        Document copied = mongo.database
                .getCollection("rooms")
                .find(Filters.eq("_id", room))
                .first()
                .getList("messages", Document.class)
                .get(0);
        push(elsewhere, copied);
        push(elsewhere, copied);
        push(elsewhere, new Document("content", 42));
        push(elsewhere, new Document("sender", new ObjectId()));
        push(elsewhere, "no message");
        push(elsewhere, new Document("content", "late").append("timestamp", 1_706_437_800_000L));

        assertThat(run(Mode.ON)).isEqualTo(new AdoptionProgress(State.DONE, 5, 2, 4, 2));

        assertThat(contents(elsewhere)).containsExactly("message 1", "42", "late");
        assertThat(messages.after(id(elsewhere), 2, 1).get(0).timestamp())
                .isEqualTo(Instant.ofEpochMilli(1_706_437_800_000L));
        assertIsNumbered(elsewhere);
    }

    @Test
    void leavesADatabaseOfItsOwnAlone() {
        mongo.database.drop();
        AdoptionProgress progress = run(Mode.ON);
        assertThat(progress.state()).isEqualTo(State.NOTHING);
        assertThat(store.rooms().getNamespace().getCollectionName()).isEqualTo("rooms");
        store.rooms().insertOne(new Document("name", "x").append("nameKey", "x").append("updatedAt", new Date()));
        assertThat(run(Mode.ON).state()).isEqualTo(State.NOTHING);
        assertThat(store.rooms().getNamespace().getCollectionName()).isEqualTo("rooms");
    }

    @Test
    void findsItsRoomsWhenTheOthersAreGone() {
        ObjectId room = guide.room("Anime", 2, true);
        run(Mode.ON);
        mongo.database.getCollection("rooms").drop();
        mongo.database.getCollection("users").drop();
        run(Mode.ON);
        assertThat(rooms.find(id(room))).isPresent();
    }
}
