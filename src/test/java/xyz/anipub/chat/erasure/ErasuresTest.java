package xyz.anipub.chat.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Reaction;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.mongo.MongoErasureRepository;
import xyz.anipub.chat.power.RoomPolicy;

/** What messages say of people who are gone. */
class ErasuresTest extends ErasedChat {

    @Test
    void messagesStayAsOfNobodyAndTheRoomIsToldOfThem() {
        RoomId room = lobby();
        Message first = post(room, 1, ann);
        post(room, 2, bob);
        Message third = post(room, 3, ann);
        erase(false);
        assertThat(senders(room)).containsExactly("Deleted user", "Bob/bob.png", "Deleted user");
        assertThat(messages.find(first.id()).orElseThrow().content()).isEqualTo("text 1");
        assertThat(changed.changes()).extracting(Message::id).containsExactly(first.id(), third.id());
        assertThat(changed.changes())
                .allMatch(message -> message.sender().name().equals("Deleted user")
                        && message.state().editedAt().isEmpty());
        assertThat(messages.lastChange(room)).isEqualTo(2);
        assertThat(forgotten).containsExactly(ann.id());
        assertThat(told).contains(room);
        assertThat(memberships.isMember(room, ann.id())).isFalse();
    }

    @Test
    void orBecomeTombstones() {
        RoomId room = lobby();
        post(room, 1, ann);
        post(room, 2, bob);
        erase(true);
        Message left = messages.newest(room, 10).get(0);
        assertThat(left.state().deleted()).isTrue();
        assertThat(left.content()).isEmpty();
        assertThat(senders(room)).containsExactly("Deleted user", "Bob/bob.png");
    }

    @Test
    void mentionsAndReactionsGoAndWordsStay() {
        RoomId room = lobby();
        Mention mention = new Mention(ann.id(), "Ann", List.of(new Mention.Place(0, 4)));
        Mention other = new Mention(eve.id(), "Eve", List.of());
        Message said = post(room, 1, bob, mention, other);
        Message liked = post(room, 2, bob);
        Revision reactions = new Revision(
                room,
                liked.id(),
                "text 2",
                List.of(),
                new MessageState(
                        1,
                        Optional.empty(),
                        false,
                        List.of(new Reaction("👍", ann.id()), new Reaction("👍", bob.id()))));
        changes.begin(reactions);
        changes.finish(reactions);
        erase(false);
        Message left = messages.find(said.id()).orElseThrow();
        assertThat(left.content()).isEqualTo("text 1");
        assertThat(left.mentions()).extracting(Mention::user).containsExactly(eve.id());
        assertThat(messages.find(liked.id()).orElseThrow().state().reactions())
                .containsExactly(new Reaction("👍", bob.id()));
        assertThat(changed.changes()).extracting(Message::id).containsExactly(said.id(), liked.id());
    }

    @Test
    void whatWasUnderWayIsFoundByTheNextRound() {
        RoomId room = lobby();
        post(room, 1, ann);
        erase(false);
        // Both were checked before: a post by a node that had not heard of it, and a join.
        Message late = post(room, 2, ann);
        rooms.addMember(room, ann);
        erase(false);
        assertThat(senders(room)).containsExactly("Deleted user", "Deleted user");
        assertThat(changed.changes()).extracting(Message::id).contains(late.id());
        assertThat(memberships.isMember(room, ann.id())).isFalse();
        int before = changed.changes().size();
        erase(false);
        assertThat(changed.changes()).as("nothing is left").hasSize(before);
    }

    @Test
    void whatIsRenamedIsToldAlsoIfThatIsInterrupted() {
        RoomId room = lobby();
        Message first = post(room, 1, ann);
        Message second = post(room, 2, ann);
        findsLeft = 1;
        assertThatThrownBy(() -> erase(false)).isInstanceOf(UnavailableException.class);
        findsLeft = Integer.MAX_VALUE;
        erasures = node();
        erase(false);
        assertThat(senders(room)).containsExactly("Deleted user", "Deleted user");
        assertThat(changed.changes()).extracting(Message::id).containsExactly(first.id(), second.id());
    }

    @Test
    void olderMessagesAreRenamedTogetherAndTheRoomHearsOfItOnce() {
        RoomId room = lobby();
        rooms.removeMember(room, ann.id());
        LongStream.rangeClosed(1, 300).forEach(seq -> post(room, seq, seq > 100 ? bob : ann));
        erase(false);
        assertThat(senders(room)).doesNotContain("Ann/ann.png");
        assertThat(changed.changes()).isEmpty();
        assertThat(told).containsExactly(room);
    }

    @Test
    void aNodeThatStoodStillSetsNothingBack() {
        RoomId room = lobby();
        MongoErasureRepository kept = new MongoErasureRepository(store);
        ErasureRun run = ErasureRun.of(List.of(new ErasedPerson(ann.id(), false)));
        assertThat(kept.begin(run)).isTrue();
        assertThat(kept.begin(ErasureRun.of(List.of()))).as("there is one").isFalse();
        assertThat(kept.save(run.at(room, 1))).isTrue();
        assertThat(kept.save(run)).isFalse();
        assertThat(kept.endRun(run)).isFalse();
        ErasureRun read = kept.run().orElseThrow();
        assertThat(read.seq()).isEqualTo(1);
        assertThat(kept.endRun(read)).isTrue();
        assertThat(kept.save(read)).as("nor brings it back").isFalse();
        assertThat(kept.run()).isEmpty();
    }

    @Test
    void goesOnWhereItWasStopped() {
        RoomId room = lobby();
        RoomId second = room("Second", RoomPolicy.Visibility.PUBLIC, ann, bob);
        LongStream.rangeClosed(1, 310).forEach(seq -> post(room, seq, ann));
        post(second, 1, ann);
        people.remove(ann.id());
        List<ErasedPerson> due = List.of(new ErasedPerson(ann.id(), true));
        MongoErasureRepository kept = new MongoErasureRepository(store);
        while (kept.run().isEmpty()) {
            assertThat(erasures.step(due)).isEmpty();
        }
        away = true;
        assertThatThrownBy(() -> erasures.step(due)).isInstanceOf(UnavailableException.class);
        away = false;
        // Another node takes over, and others are due as well by now: who leave at once, and wait.
        erasures = node();
        List<ErasedPerson> more = List.of(due.get(0), new ErasedPerson(bob.id(), true));
        Set<UserId> done = Set.of();
        while (done.isEmpty()) {
            done = erasures.step(more);
        }
        assertThat(done).containsExactly(ann.id());
        assertThat(messages.newest(room, 400)).hasSize(310).allMatch(each -> each.state()
                .deleted());
        assertThat(changed.changes()).hasSize(311);
        assertThat(memberships.isMember(room, bob.id())).isFalse();
    }

    @Test
    void whoGoesIsOutOfSightWhileAWalkForOthersIsUnderWay() {
        RoomId first = room("First", RoomPolicy.Visibility.PUBLIC, bob, eve);
        LongStream.rangeClosed(1, 420).forEach(seq -> post(first, seq, bob));
        RoomId room = lobby();
        Message said = post(room, 1, ann);
        Message heard = post(room, 2, bob, new Mention(ann.id(), "Ann", List.of()));
        ErasedPerson busy = new ErasedPerson(bob.id(), true);
        while (new MongoErasureRepository(store).run().isEmpty()) {
            erasures.step(List.of(busy));
        }
        assertThat(erasures.step(List.of(busy, new ErasedPerson(ann.id(), false))))
                .as("the walk is under way")
                .isEmpty();
        assertThat(senders(room)).containsExactly("Deleted user", "Deleted user");
        assertThat(changed.changes()).extracting(Message::id).contains(said.id(), heard.id());
        assertThat(memberships.isMember(room, ann.id())).isFalse();
    }

    @Test
    void whatIsInSightIsToldSomeAtATimeAndOnce() {
        RoomId room = lobby();
        LongStream.rangeClosed(1, 260).forEach(seq -> post(room, seq, ann));
        people.remove(ann.id());
        List<ErasedPerson> due = List.of(new ErasedPerson(ann.id(), false));
        int before = 0;
        while (erasures.step(due).isEmpty()) {
            int now = changed.changes().size();
            assertThat(now - before).isLessThanOrEqualTo(Erasures.FAREWELLS);
            assertThat(now == MessageErasure.TOLD || memberships.isMember(room, ann.id()))
                    .as("by which it is found again")
                    .isTrue();
            before = now;
        }
        assertThat(changed.changes())
                .extracting(Message::seq)
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(61, 260).boxed().toList());
        assertThat(messages.newest(room, 300))
                .hasSize(260)
                .allMatch(each -> each.sender().name().equals("Deleted user"));
    }

    @Test
    void aBusyRoomWaitsUntilTheOthersAreDone() {
        RoomId room = lobby();
        RoomId second = room("Second", RoomPolicy.Visibility.PUBLIC, bob);
        Message first = post(room, 1, ann);
        Message last = post(second, 1, ann);
        // So that only the walk finds it.
        rooms.removeMember(room, ann.id());
        List<ErasedPerson> due = List.of(new ErasedPerson(ann.id(), false));
        hold(room);
        for (int i = 0; i < 5; i++) {
            assertThat(erasures.step(due)).isEmpty();
            erasures = node();
        }
        assertThat(changed.changes()).extracting(Message::id).containsExactly(last.id());
        assertThat(new MongoErasureRepository(store).run().orElseThrow().aside())
                .as("and is not forgotten")
                .containsExactly(new ErasureRun.Rest(room, 0));
        release();
        Set<UserId> done = Set.of();
        for (int i = 0; i < 3 && done.isEmpty(); i++) {
            done = erasures.step(due);
        }
        assertThat(done).containsExactly(ann.id());
        assertThat(changed.changes()).extracting(Message::id).containsExactly(last.id(), first.id());
        assertThat(new MongoErasureRepository(store).run()).isEmpty();
    }

    @Test
    void whoHasMuchInSightLetsOthersTakeTurns() {
        RoomId room = lobby();
        RoomId second = room("Second", RoomPolicy.Visibility.PUBLIC, bob, eve);
        LongStream.rangeClosed(1, 200).forEach(seq -> post(room, seq, seq % 2 == 0 ? ann : bob));
        List<ErasedPerson> due = Stream.of(ann, bob, eve)
                .map(each -> new ErasedPerson(each.id(), false))
                .toList();
        for (int i = 0; i < 3; i++) {
            erasures.step(due);
        }
        assertThat(memberships.isMember(second, eve.id())).isFalse();
        assertThat(memberships.isMember(room, bob.id())).as("has much, too").isTrue();
        for (int i = 0; i < 2; i++) {
            erasures.step(due);
        }
        assertThat(memberships.isMember(room, ann.id())).isFalse();
        assertThat(memberships.isMember(room, bob.id())).isFalse();
    }

    @Test
    void aMessageThatCannotBeChangedKeepsNothingElse() {
        RoomId room = lobby();
        Message broken = post(room, 1, ann);
        post(room, 2, ann);
        store.messages()
                .updateOne(
                        new Document("_id", new ObjectId(broken.id().value())),
                        new Document("$set", new Document("mentions", "none")));
        erase(false);
        assertThat(memberships.isMember(room, ann.id())).isFalse();
        assertThat(changed.changes()).extracting(Message::seq).containsExactly(2L);
    }
}
