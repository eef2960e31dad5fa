package xyz.anipub.chat.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Reaction;
import xyz.anipub.chat.message.Revision;
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
        assertThat(forgotten).containsExactlyInAnyOrder(first.id(), third.id());
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
    void goesOnWhereItWasStopped() {
        RoomId room = lobby();
        RoomId second = room("Second", RoomPolicy.Visibility.PUBLIC, ann, bob);
        LongStream.rangeClosed(1, 250).forEach(seq -> post(room, seq, ann));
        post(second, 1, ann);
        people.remove(ann.id());
        List<ErasedPerson> due = List.of(new ErasedPerson(ann.id(), true));
        assertThat(erasures.step(due)).isEmpty();
        assertThat(changed.changes()).as("some at a time").hasSize(Erasures.CHANGES);
        away = true;
        assertThatThrownBy(() -> erasures.step(due)).isInstanceOf(UnavailableException.class);
        away = false;
        // Another node takes over, and others are due as well by now, who wait.
        erasures = node();
        List<ErasedPerson> more = List.of(due.get(0), new ErasedPerson(bob.id(), true));
        Set<UserId> done = Set.of();
        while (done.isEmpty()) {
            done = erasures.step(more);
        }
        assertThat(done).containsExactly(ann.id());
        assertThat(messages.newest(room, 300)).hasSize(250).allMatch(each -> each.state()
                .deleted());
        assertThat(changed.changes()).hasSize(251);
        assertThat(memberships.isMember(room, bob.id())).isTrue();
    }
}
