package xyz.anipub.chat.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.mongo.room.MongoRoleRepository;
import xyz.anipub.chat.mongo.room.MongoSanctionRepository;
import xyz.anipub.chat.mongo.room.MongoTurnRepository;
import xyz.anipub.chat.power.Sanction;
import xyz.anipub.chat.power.TurnRepository.Turn;
import xyz.anipub.chat.report.Report;

/** Asks the database all that moderation asks, once. */
final class ModerationQueries {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    private ModerationQueries() {}

    static void ask(ChatStore store) {
        usePower(store);
        useReports(new MongoReportRepository(store));
        MongoPinnedMessages pins = new MongoPinnedMessages(store);
        pins.count(TestIds.room());
        pins.of(TestIds.room(), 10);
    }

    private static void usePower(ChatStore store) {
        RoomId room = TestIds.room();
        UserId ann = TestIds.user();
        MongoSanctionRepository sanctions = new MongoSanctionRepository(store);
        for (Sanction.Kind kind : Sanction.Kind.values()) {
            sanctions.put(kind, new Sanction(room, ann, NOON, "", ann, NOON));
            sanctions.find(kind, room, ann, NOON);
            sanctions.all(kind, room, NOON);
            sanctions.remove(kind, room, ann);
        }
        sanctions.bannedFrom(List.of(room, TestIds.room()), ann, NOON);
        sanctions.endInvitations(room, ann);
        MongoRoleRepository roles = new MongoRoleRepository(store);
        roles.replaceOwners(room, List.of(ann), List.of());
        roles.setModerator(room, ann, true);
        MongoTurnRepository turns = new MongoTurnRepository(store);
        Turn turn = new Turn(room, ann, TestIds.message(), Optional.of("c1"), NOON);
        turns.take(turn, Duration.ofSeconds(1));
        turns.replace(turn, turn);
        turns.giveBack(turn);
        turns.removeBefore(NOON);
    }

    private static void useReports(MongoReportRepository reports) {
        RoomId room = TestIds.room();
        UserId ann = TestIds.user();
        String id = reports.nextId();
        reports.add(new Report(
                id,
                room,
                ann,
                "rude",
                NOON,
                new Report.Copy(TestIds.message(), 1, ann, "Ann", "x", NOON),
                Optional.empty()));
        reports.find(id);
        reports.isReported(room, TestIds.message());
        reports.open(room, 10);
        reports.newest(Report.State.OPEN, Optional.empty(), Optional.of(id), 10);
        reports.newest(Report.State.OPEN, Optional.of(List.of(room)), Optional.empty(), 10);
        reports.decide(id, new Report.Decision(Report.State.RESOLVED, ann, NOON, ""));
        reports.moderatedBy(ann, 10);
        reports.removeDecidedBefore(NOON);
    }
}
