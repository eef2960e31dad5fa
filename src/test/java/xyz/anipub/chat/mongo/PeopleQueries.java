package xyz.anipub.chat.mongo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.direct.DirectKey;
import xyz.anipub.chat.erasure.ErasedPerson;
import xyz.anipub.chat.erasure.ErasureRun;
import xyz.anipub.chat.invite.Asked;
import xyz.anipub.chat.invite.Invitation;
import xyz.anipub.chat.mongo.people.MongoAskedRepository;
import xyz.anipub.chat.mongo.people.MongoBlockRepository;
import xyz.anipub.chat.mongo.people.MongoInvitationRepository;
import xyz.anipub.chat.mongo.people.MongoNoticeRepository;
import xyz.anipub.chat.mongo.room.MongoDirectRepository;
import xyz.anipub.chat.notice.Notice;

/** Every query about what people are to each other. */
final class PeopleQueries {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    private PeopleQueries() {}

    static void use(ChatStore store) {
        useBlocks(new MongoBlockRepository(store));
        useInvitations(new MongoInvitationRepository(store), new MongoAskedRepository(store));
        useDirect(new MongoDirectRepository(store));
        useNotices(new MongoNoticeRepository(store));
        useErasure(new MongoErasureRepository(store));
        new MongoOwnMessages(store).of(TestIds.user(), TestIds.room(), 0, 10, 10);
    }

    private static void useInvitations(MongoInvitationRepository invitations, MongoAskedRepository asked) {
        RoomId room = TestIds.room();
        UserId ann = TestIds.user();
        Invitation made = invitations.add(room, ann, "h", NOON, NOON.plusSeconds(9), OptionalInt.of(1));
        invitations.of(room, NOON);
        invitations.find("h", NOON);
        invitations.take(made, NOON);
        invitations.giveBack(made);
        invitations.isKept(made);
        invitations.remove(room, made.id());
        Asked asking = new Asked(room, ann, TestIds.user(), NOON);
        asked.ask(asking, NOON);
        asked.takeBack(asking);
        asked.find(room, ann);
        asked.answer(room, ann, true, NOON);
        asked.pending(ann, 10);
        asked.countPending(ann);
        asked.countBy(ann, NOON);
    }

    private static void useErasure(MongoErasureRepository erasure) {
        UserId ann = TestIds.user();
        ErasureRun run = new ErasureRun(
                "run",
                0,
                List.of(new ErasedPerson(ann, true)),
                Optional.of(TestIds.room()),
                1,
                List.of(new ErasureRun.Rest(TestIds.room(), 1)),
                false);
        erasure.begin(run);
        erasure.save(run);
        erasure.run();
        erasure.endRun(run);
        erasure.rooms(Optional.empty(), 1);
        erasure.rooms(Optional.of(TestIds.room()), 1);
        erasure.traces(TestIds.room(), 0, 10, Set.of(ann), Set.of(ann), 10);
        erasure.named(TestIds.room(), 0, 10, Set.of(ann));
        erasure.rename(TestIds.room(), 0, 10, Set.of(ann));
        erasure.removeTies(ann);
        erasure.moderators(TestIds.room(), ann, 10);
        erasure.firstMembers(TestIds.room(), ann, 10);
    }

    private static void useBlocks(MongoBlockRepository blocks) {
        UserId ann = TestIds.user();
        blocks.add(ann, TestIds.user(), NOON);
        blocks.count(ann);
        blocks.of(ann, Optional.empty(), 10);
        blocks.of(ann, Optional.of(ann.value()), 10);
        blocks.eitherWay(ann, List.of(TestIds.user(), TestIds.user()));
        blocks.remove(ann, TestIds.user());
    }

    private static void useNotices(MongoNoticeRepository notices) {
        UserId ann = TestIds.user();
        String id = notices.nextId(NOON);
        notices.add(List.of(new Notice(id, ann, TestIds.room(), TestIds.message(), TestIds.user(), Notice.Kind.REPLY)));
        notices.of(ann, Optional.empty(), 10);
        notices.of(ann, Optional.of(id), 10);
        notices.trim(ann, 0);
        notices.removeBefore(NOON);
    }

    private static void useDirect(MongoDirectRepository direct) {
        UserId ann = TestIds.user();
        RoomId room = TestIds.room();
        direct.find(DirectKey.of(List.of(ann)));
        direct.hide(room, ann, 1);
        direct.hidden(ann, List.of(room, TestIds.room()));
        direct.show(room, ann);
    }
}
