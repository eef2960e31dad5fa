package xyz.anipub.chat.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import xyz.anipub.audit.InMemoryAudit;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.posting.Cluster;
import xyz.anipub.chat.posting.Node;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Powers;

class MessageModerationTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();
    private final InMemoryAudit audit = new InMemoryAudit();
    private final Member mod = Cluster.member("Mod");
    private final Member eve = Cluster.member("Eve");
    private final MessageModeration moderation = new MessageModeration(
            new Power(Powers.kept(cluster.powers), cluster.rooms, cluster.clock),
            node.rooms,
            node.changes,
            cluster.messages,
            this::isReported,
            new Deeds(audit),
            new ModerationRules(java.time.Duration.ZERO, 20, 2),
            cluster.clock);

    /** What is asked whether it was reported, of an admin alone. */
    private final List<MessageId> asked = new ArrayList<>();

    private final Map<MessageId, RoomId> reported = new HashMap<>();

    MessageModerationTest() {
        cluster.rooms.addMember(cluster.room, mod);
        cluster.rooms.addMember(cluster.room, eve);
        cluster.powers.moderate(cluster.room, mod.id());
    }

    private boolean isReported(RoomId room, MessageId message) {
        asked.add(message);
        return room.equals(reported.get(message));
    }

    private Message by(Member sender, String content) {
        return node.send(cluster.room, sender, content, content).join();
    }

    private Message delete(Message message, Member by) {
        return moderation
                .delete(cluster.room, message.id(), Actor.of(by.id()), "rude")
                .toCompletableFuture()
                .join();
    }

    private CompletionStage<Message> deleteAsAdmin(RoomId room, MessageId message, Member by) {
        return moderation.delete(room, message, new Actor(by.id(), true), "reported");
    }

    private Message pin(Message message, Member by) {
        return done(moderation.pin(cluster.room, message.id(), Actor.of(by.id())));
    }

    private static Message done(CompletionStage<Message> change) {
        return change.toCompletableFuture().join();
    }

    @Test
    void moderatorsDeleteWhatMembersWroteAndTheTextIsInTheAudit() {
        Message gone = delete(by(cluster.bob, "hello"), mod);
        assertThat(gone.state().deleted() && gone.state().removed()).isTrue();
        assertThat(gone.content()).isEmpty();
        assertThat(delete(gone, mod)).isEqualTo(gone);
        assertThat(delete(gone, cluster.bob)).isEqualTo(gone);
        assertThat(audit.newest(java.util.Optional.empty(), java.util.Optional.empty(), 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.deed().text()).contains("hello");
                    assertThat(entry.deed().reason()).contains("rude");
                    assertThat(entry.deed().user()).contains(cluster.bob.id().value());
                });
    }

    @Test
    void nobodyDeletesWhatThoseWithAsMuchPowerWrote() {
        Message ofOwner = by(cluster.ann, "of the owner");
        Message ofModerator = by(mod, "of the moderator");
        assertRefused(ErrorCode.FORBIDDEN, () -> delete(ofOwner, mod));
        assertRefused(ErrorCode.FORBIDDEN, () -> delete(ofModerator, eve));
        assertRefused(ErrorCode.FORBIDDEN, () -> delete(ofOwner, eve));
        assertThat(audit.deeds()).isEmpty();
        assertThat(delete(ofModerator, cluster.ann).state().removed()).isTrue();
        Message own = delete(ofOwner, cluster.ann);
        assertThat(own.state().deleted()).isTrue();
        assertThat(own.state().removed()).isFalse();
    }

    @Test
    void adminsDeleteOfAPrivateRoomWhatWasReported() {
        cluster.rooms.hide(cluster.room);
        Message quoted = by(cluster.bob, "nobody else's business");
        Message found =
                node.reply(cluster.room, cluster.ann, "rude", quoted.id()).join();
        reported.put(found.id(), cluster.room);
        Member admin = Cluster.member("Admin");

        Message gone = done(deleteAsAdmin(cluster.room, found.id(), admin));
        assertThat(gone.state().deleted() && gone.state().removed()).isTrue();
        assertThat(gone.content()).isEmpty();
        assertThat(gone.replyTo()).isEmpty();
        assertThat(done(deleteAsAdmin(cluster.room, found.id(), admin))).isEqualTo(gone);
        assertThat(audit.newest(Optional.empty(), Optional.empty(), 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.deed().action()).isEqualTo("message_deleted");
                    assertThat(entry.deed().actor()).isEqualTo(admin.id().value());
                    assertThat(entry.deed().reason()).contains("reported");
                    assertThat(entry.deed().text()).contains("rude");
                });
    }

    @Test
    void adminsAreToldOfAPrivateRoomWhatTheyAreOfNone() {
        cluster.rooms.hide(cluster.room);
        Message unreported = by(cluster.bob, "hello");
        Message elsewhere = by(cluster.bob, "good bye");
        reported.put(elsewhere.id(), cluster.room("Other"));
        Member admin = Cluster.member("Admin");
        RoomId none = TestIds.room();
        MessageId ofNone = TestIds.message();
        reported.put(ofNone, none);

        assertRefused(ErrorCode.ROOM_NOT_FOUND, () -> done(deleteAsAdmin(cluster.room, unreported.id(), admin)));
        assertRefused(ErrorCode.ROOM_NOT_FOUND, () -> done(deleteAsAdmin(cluster.room, elsewhere.id(), admin)));
        assertRefused(ErrorCode.ROOM_NOT_FOUND, () -> done(deleteAsAdmin(none, ofNone, admin)));
        assertThat(asked).containsExactly(unreported.id(), elsewhere.id(), ofNone);
        assertThat(audit.deeds()).isEmpty();
        assertThat(delete(unreported, mod).state().removed()).isTrue();
    }

    @Test
    void adminsWhoBelongToAPrivateRoomAreMembersThereButForWhatWasReported() {
        cluster.rooms.hide(cluster.room);
        Message ofOwner = by(cluster.ann, "of the owner");
        assertRefused(ErrorCode.FORBIDDEN, () -> done(deleteAsAdmin(cluster.room, ofOwner.id(), eve)));
        assertRefused(ErrorCode.FORBIDDEN, () -> done(deleteAsAdmin(cluster.room, ofOwner.id(), mod)));
        reported.put(ofOwner.id(), cluster.room);
        assertThat(done(deleteAsAdmin(cluster.room, ofOwner.id(), mod)).state().removed())
                .isTrue();
        Message own = by(eve, "own");
        assertThat(done(deleteAsAdmin(cluster.room, own.id(), eve)).state().removed())
                .isFalse();
    }

    @Test
    void aReportGivesNobodyElsePower() {
        cluster.rooms.hide(cluster.room);
        Message found = by(cluster.bob, "rude");
        reported.put(found.id(), cluster.room);
        assertRefused(ErrorCode.FORBIDDEN, () -> delete(found, eve));
        assertRefused(ErrorCode.ROOM_NOT_FOUND, () -> delete(found, Cluster.member("Stranger")));
        assertThat(asked).isEmpty();
    }

    @Test
    void inPublicRoomsNobodyAsksWhatWasReported() {
        Message found = by(cluster.ann, "of the owner");
        assertThat(done(deleteAsAdmin(cluster.room, found.id(), Cluster.member("Admin")))
                        .state()
                        .removed())
                .isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void moderatorsPinAtMostSoMany() {
        Message one = by(cluster.bob, "one");
        Message two = by(cluster.bob, "two");
        Message three = by(cluster.bob, "three");
        assertRefused(ErrorCode.FORBIDDEN, () -> pin(one, eve));
        Message pinned = pin(one, mod);
        assertThat(pinned.state().pinnedAt())
                .contains(cluster.clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        assertThat(pin(one, cluster.ann)).isEqualTo(pinned);
        cluster.clock.forward(java.time.Duration.ofSeconds(1));
        pin(two, mod);
        assertRefused(ErrorCode.CONFLICT, () -> pin(three, mod));
        assertThat(moderation.pinned(cluster.room, Actor.of(eve.id())))
                .extracting(Message::content)
                .containsExactly("two", "one");
        done(moderation.unpin(cluster.room, one.id(), Actor.of(mod.id())));
        delete(two, mod);
        assertThat(moderation.pinned(cluster.room, Actor.of(eve.id()))).isEmpty();
        assertRefused(ErrorCode.CONFLICT, () -> pin(two, mod));
    }

    @Test
    void membersSeeWhatIsPinnedOfWhatTheyMayRead() {
        cluster.rooms.publicFrom(cluster.room, 2);
        pin(by(cluster.bob, "before"), mod);
        Member late = Cluster.member("Late");
        cluster.rooms.addMember(cluster.room, late, 2);
        pin(by(cluster.bob, "after"), mod);
        assertThat(moderation.pinned(cluster.room, Actor.of(late.id())))
                .extracting(Message::content)
                .containsExactly("after");
        assertThat(moderation.pinned(cluster.room, Actor.of(eve.id()))).hasSize(2);
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).satisfies(failure -> {
            Throwable refusal = failure instanceof CompletionException ? failure.getCause() : failure;
            assertThat(((ChatException) refusal).code()).isEqualTo(code);
        });
    }
}
