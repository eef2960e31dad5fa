package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.change.Withdrawals;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.mongo.room.MongoExpiryRepository;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.posting.RecordingAnnouncer;
import xyz.anipub.chat.retention.ExpiryRepository.Dated;
import xyz.anipub.chat.retention.ExpirySweep;
import xyz.anipub.chat.retention.HistoryAnnouncer;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository.Change;
import xyz.anipub.chat.room.RoomRules;
import xyz.anipub.chat.search.MessageSearch.Stretch;
import xyz.anipub.chat.search.SearchRules;
import xyz.anipub.testing.SettableClock;

/** What goes when its time is over, and what stays; in the database, by a clock of the test's. */
class ExpiryTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Retention DAY = Retention.parse("P1D");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final SettableClock clock = SettableClock.atNoon();
    private final AtomicLong nanos = new AtomicLong();
    private final LiveNodes nodes = new LiveNodes(new InMemoryNodeRepository(), nanos::get);
    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final RecordingAnnouncer changed = new RecordingAnnouncer();
    private final List<String> told = new ArrayList<>();
    private final List<MessageId> gone = new ArrayList<>();
    private ChatStore store;
    private MongoRoomRepository rooms;
    private MongoMessageRepository messages;
    private MongoMessageChangeRepository changes;
    private MongoExpiryRepository expiry;
    private Withdrawals withdrawals;

    @BeforeEach
    void empty() {
        store = mongo.emptyStore();
        rooms = new MongoRoomRepository(store);
        messages = new MongoMessageRepository(store);
        changes = new MongoMessageChangeRepository(store, messages);
        expiry = new MongoExpiryRepository(store);
        withdrawals = withdrawals(new RoomLanes(Runnable::run, 100));
        nodes.beat();
    }

    private Withdrawals withdrawals(RoomLanes lanes) {
        return MessageServices.withdrawals(
                rooms, new MongoMembershipRepository(store), messages, changes, changed, lanes);
    }

    private ExpirySweep sweep(Optional<Retention> standard) {
        return new ExpirySweep(
                expiry,
                withdrawals,
                new HistoryAnnouncer() {
                    @Override
                    public void gone(Collection<MessageId> messages) {
                        gone.addAll(messages);
                    }

                    @Override
                    public void historyBegins(RoomId room, long seq) {
                        told.add(room.value() + " " + seq);
                    }
                },
                new RoomRules(50, 200, standard, Duration.ofHours(1)),
                nodes,
                clock);
    }

    private RoomId room(String name, Optional<Retention> retention) {
        Room room = new Room(rooms.nextId(), name, "", ann.id(), NOON, NOON).keeping(retention);
        rooms.create(room);
        return room.id();
    }

    /** One message a minute. */
    private List<Message> post(RoomId room, long from, long to, Instant first) {
        List<Message> posted = LongStream.rangeClosed(from, to)
                .mapToObj(seq -> new Message(
                        messages.nextId(),
                        room,
                        seq,
                        ann,
                        "secret " + seq,
                        first.plus(Duration.ofMinutes(seq - from)),
                        Optional.empty()))
                .toList();
        messages.append(posted);
        return posted;
    }

    private void at(Instant time) {
        pass(Duration.between(clock.instant(), time));
    }

    private void pass(Duration time) {
        clock.forward(time);
        nanos.addAndGet(time.toNanos());
    }

    private List<Long> left(RoomId room) {
        return messages.newest(room, 100).stream().map(Message::seq).toList();
    }

    private long begins(RoomId room) {
        return rooms.find(room).orElseThrow().firstSeq();
    }

    @Test
    void takesFromEachRoomWhatIsOlderThanItKeeps() {
        RoomId own = room("Own", Optional.of(DAY));
        RoomId servers = room("Server's", Optional.empty());
        post(own, 1, 10, NOON);
        post(servers, 1, 10, NOON);
        ExpirySweep sweep = sweep(Optional.of(Retention.parse("P2D")));
        at(NOON.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(4)));
        sweep.sweep();
        assertThat(left(own)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(begins(own)).isEqualTo(5);
        assertThat(left(servers)).hasSize(10);
        assertThat(begins(servers)).isEqualTo(1);
        assertThat(told).containsExactly(own.value() + " 5");
        // Else the list would take it for empty.
        assertThat(rooms.find(own).orElseThrow().seqAtLeast()).isEqualTo(5);
        at(NOON.plus(Duration.ofDays(2)).plus(Duration.ofMinutes(2)));
        sweep.sweep();
        assertThat(left(servers)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void takesNothingWhereNobodySaidSo() {
        RoomId all = room("All", Optional.empty());
        RoomId own = room("Own", Optional.of(DAY));
        post(all, 1, 3, NOON);
        post(own, 1, 3, NOON);
        at(NOON.plus(Duration.ofDays(10_000)));
        sweep(Optional.empty()).sweep();
        assertThat(left(all)).hasSize(3);
        assertThat(left(own)).containsExactly(3L);
    }

    @Test
    void leavesATombstoneOfTheLastSoThatNumbersGoOn() {
        RoomId room = room("Lobby", Optional.of(DAY));
        List<Message> posted = post(room, 1, 3, NOON);
        ExpirySweep sweep = sweep(Optional.empty());
        at(NOON.plus(Duration.ofDays(3)));
        sweep.sweep();
        Message last = messages.newest(room, 10).get(0);
        assertThat(last.id()).isEqualTo(posted.get(2).id());
        assertThat(last.content()).isEmpty();
        assertThat(last.state().deleted()).isTrue();
        assertThat(messages.lastSeq(room)).isEqualTo(3);
        assertThat(begins(room)).isEqualTo(3);
        assertThat(changed.changes()).containsExactly(last);
        sweep.sweep();
        assertThat(changed.changes()).hasSize(1);
        post(room, 4, 5, clock.instant());
        at(clock.instant().plus(Duration.ofDays(1)).plus(Duration.ofSeconds(30)));
        sweep.sweep();
        assertThat(left(room)).containsExactly(5L);
        assertThat(messages.newest(room, 1).get(0).content()).isEqualTo("secret 5");
        assertThat(told).containsExactly(room.value() + " 3", room.value() + " 5");
    }

    @Test
    void leavesNoTextBehind() {
        RoomId room = room("Lobby", Optional.of(DAY));
        List<Message> posted = post(room, 1, 2, NOON);
        Message original = posted.get(0);
        Message answer = new Message(
                        messages.nextId(), room, 3, ann, "yes", NOON.plus(Duration.ofDays(2)), Optional.empty())
                .quoting(Quote.of(original));
        messages.append(List.of(answer));
        Revision edit = new Revision(
                room,
                original.id(),
                "secret edit",
                List.of(),
                new MessageState(1, Optional.of(NOON), false, List.of()));
        changes.begin(edit);
        changes.finish(edit);
        at(NOON.plus(Duration.ofDays(2)));
        sweep(Optional.empty()).sweep();
        assertThat(gone).containsExactly(original.id(), posted.get(1).id());
        assertThat(messages.newest(room, 10))
                .containsExactly(
                        new Message(answer.id(), room, 3, ann, "yes", NOON.plus(Duration.ofDays(2)), Optional.empty()));
        assertThat(new MongoMessageSearch(store, SearchRules.standard()).in(new Stretch(room, 1, 100), "secret", 10))
                .isEmpty();
        for (String name : mongo.database.listCollectionNames()) {
            assertThat(mongo.database.getCollection(name).find().map(Document::toJson))
                    .as(name)
                    .noneMatch(json -> json.contains("secret"));
        }
        // Numbers of changes go on as well.
        assertThat(changes.begun(room).orElseThrow().state().change()).isEqualTo(1);
    }

    /** What stops in between leaves the text of a change that nothing leads to any more. */
    @Test
    void clearsTheLastChangeBeforeItsMessageGoes() {
        RoomId room = room("Lobby", Optional.of(DAY));
        List<Message> posted = post(room, 1, 2, NOON);
        mongo.commands.clear();
        expiry.remove(room, List.of(new Dated(posted.get(0).id(), 1, NOON, false)));
        assertThat(mongo.commands)
                .extracting(BsonDocument::getFirstKey, command -> command.getString(command.getFirstKey())
                        .getValue())
                .startsWith(tuple("update", "changes"), tuple("delete", "messages"));
    }

    @Test
    void goesOnWithWhatWasLeftHalfDone() {
        RoomId room = room("Lobby", Optional.of(DAY));
        post(room, 1, 10, NOON);
        // Its node has stopped before it took them away, and then its creator wants them to be kept for longer.
        expiry.begin(room, 4);
        expiry.begin(room, 2);
        rooms.edit(room, Change.keeping(Optional.of(Retention.parse("P1Y"))));
        sweep(Optional.empty()).sweep();
        assertThat(left(room)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(begins(room)).isEqualTo(4);
    }

    @Test
    void takesABoundedNumberAtATimeAndComesBack() {
        RoomId room = room("Busy", Optional.of(DAY));
        RoomId other = room("Other", Optional.of(DAY));
        for (int i = 0; i < 21; i++) {
            post(room, 1_000L * i + 1, 1_000L * (i + 1), NOON);
        }
        post(other, 1, 2, NOON);
        at(NOON.plus(Duration.ofDays(9)));
        ExpirySweep sweep = sweep(Optional.empty());
        sweep.sweep();
        assertThat(begins(room)).isEqualTo(20_001);
        assertThat(left(other)).containsExactly(2L);
        sweep.sweep();
        assertThat(left(room)).containsExactly(21_000L);
        assertThat(told)
                .containsExactlyInAnyOrder(room.value() + " 20001", other.value() + " 2", room.value() + " 21000");
    }

    @Test
    void asksOnlyForRoomsWhoseOldestMessageMayHaveExpired() {
        RoomId room = room("Lobby", Optional.of(DAY));
        room("Silent", Optional.of(DAY));
        post(room, 1, 3, NOON);
        ExpirySweep sweep = sweep(Optional.empty());
        sweep.sweep();
        mongo.commands.clear();
        at(NOON.plus(Duration.ofHours(23)));
        sweep.sweep();
        assertThat(mongo.commands).hasSize(1);
        rooms.edit(room, Change.keeping(Optional.of(Retention.parse("PT2H"))));
        sweep.sweep();
        assertThat(left(room)).containsExactly(3L);
    }

    @Test
    void anotherRetentionIsKept() {
        RoomId room = room("Lobby", Optional.empty());
        assertThat(rooms.edit(room, Change.keeping(Optional.of(DAY)))
                        .orElseThrow()
                        .retention())
                .contains(DAY);
        assertThat(rooms.find(room).orElseThrow().retention()).contains(DAY);
        assertThat(rooms.edit(room, Change.keeping(Optional.empty()))
                        .orElseThrow()
                        .retention())
                .isEmpty();
        assertThat(rooms.edit(TestIds.room(), Change.keeping(Optional.of(DAY)))).isEmpty();
        assertThat(mongo.database
                        .getCollection("rooms")
                        .find(Filters.eq("_id", new ObjectId(room.value())))
                        .first())
                .doesNotContainKey("retention");
    }

    /** A node whose clock was wrong has stored it. */
    @Test
    void aMessageOfATimeToComeHoldsUpNothingBehindIt() {
        RoomId room = room("Lobby", Optional.of(DAY));
        post(room, 1, 2, NOON.plus(Duration.ofDays(1_000)));
        post(room, 3, 5, NOON);
        post(room, 6, 6, NOON.plus(Duration.ofDays(1)));
        ExpirySweep sweep = sweep(Optional.empty());
        sweep.sweep();
        assertThat(left(room)).hasSize(6);
        mongo.commands.clear();
        sweep.sweep();
        assertThat(mongo.commands).as("the room is known").hasSize(1);
        at(NOON.plus(Duration.ofDays(1)).plus(Duration.ofSeconds(90)));
        sweep.sweep();
        assertThat(left(room)).containsExactly(5L, 6L);
        at(NOON.plus(Duration.ofDays(3)));
        sweep.sweep();
        assertThat(messages.newest(room, 10)).extracting(Message::content).containsExactly("");
    }

    @Test
    void failsWhileTheStoreIsAwayAndIsDoneLater() {
        RoomId room = room("Lobby", Optional.of(DAY));
        post(room, 1, 3, NOON);
        at(NOON.plus(Duration.ofDays(2)));
        RoomLanes closed = new RoomLanes(Runnable::run, 100);
        closed.close();
        withdrawals = withdrawals(closed);
        assertThatThrownBy(sweep(Optional.empty())::sweep).isInstanceOf(UnavailableException.class);
        withdrawals = withdrawals(new RoomLanes(Runnable::run, 100));
        sweep(Optional.empty()).sweep();
        assertThat(messages.newest(room, 10)).extracting(Message::content).containsExactly("");
    }
}
