package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.mongo.room.MemberCounts;
import xyz.anipub.chat.room.Room;
import xyz.anipub.store.Fault;
import xyz.anipub.store.FaultProxy;
import xyz.anipub.store.Faults;
import xyz.anipub.store.FaultyDatabase;
import xyz.anipub.store.Trial;
import xyz.anipub.testing.SettableClock;

/** Every method of the repositories meets every fault that a real database has in store. */
@Timeout(120)
class ChatFaultsTest {

    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration HASTY = Duration.ofMillis(400);

    @TempDir
    static Path folder;

    private static FaultyDatabase faulty;
    private static ChatTrials ofReplicaSet;
    private static ChatTrials ofStandalone;

    @BeforeAll
    static void start() {
        faulty = new FaultyDatabase(folder);
        ofReplicaSet = new ChatTrials(faulty, faulty.replicaSet(), PATIENT, 100);
        ofStandalone = new ChatTrials(faulty, faulty.standalone(), PATIENT, 100);
    }

    @AfterAll
    static void stop() {
        faulty.close();
    }

    @ParameterizedTest
    @EnumSource
    void aReplicaSetsFaultIsRetriedOrSaysComeAgain(Faults fault) {
        meet(fault, faulty.replicaSet(), ofReplicaSet, true);
    }

    @ParameterizedTest
    @EnumSource
    void aStandaloneServersFaultSaysComeAgain(Faults fault) {
        meet(fault, faulty.standalone(), ofStandalone, false);
    }

    private static void meet(Faults fault, FaultProxy proxy, ChatTrials chat, boolean isReplicaSet) {
        proxy.forgetCommands();
        chat.trials()
                .forEach(trial -> trial.meet(fault, proxy, isReplicaSet, UnavailableException.class, () -> assertThat(
                                chat.store.read(() -> "asked"))
                        .isEqualTo("asked")));
        assertThat(proxy.commands())
                .as("what was asked for")
                .extracting(FaultyDatabase::wrong)
                .filteredOn(wrong -> !wrong.isEmpty())
                .isEmpty();
    }

    /** Neither the slow call nor one that found no connection free is a database that is away. */
    @Test
    void aSlowDatabaseSaysComeAgainAndStopsNobodyElse() {
        assertSlow(Fault::held);
    }

    @Test
    void anAnswerThatIsLateSaysComeAgainAndStopsNobodyElse() {
        assertSlow(gate -> call -> {
            var reply = call.forward();
            Fault.held(gate).meet(call);
            return reply;
        });
    }

    private static void assertSlow(java.util.function.Function<CompletableFuture<?>, Fault> slow) {
        FaultProxy proxy = faulty.replicaSet();
        ChatTrials hasty = new ChatTrials(faulty, proxy, HASTY, 8);
        List<Trial> trials = hasty.trials();
        List<Supplier<Runnable>> calls = new ArrayList<>();
        for (Trial trial : ofReplicaSet.trials(hasty)) {
            calls.add(trial.prepare().get());
        }
        CompletableFuture<Void> gate = new CompletableFuture<>();
        ExecutorService callers = Executors.newFixedThreadPool(trials.size());
        try {
            proxy.always("*", "*", slow.apply(gate));
            List<CompletableFuture<Runnable>> all = calls.stream()
                    .map(call -> CompletableFuture.supplyAsync(call, callers))
                    .toList();
            assertThat(all).allSatisfy(call -> assertThatThrownBy(call::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(UnavailableException.class));
            assertThat(hasty.store.read(() -> "asked")).isEqualTo("asked");
        } finally {
            gate.complete(null);
            proxy.calm();
            callers.shutdownNow();
        }
    }

    @Test
    void anAcknowledgedBatchIsStoredThoughThePrimaryMovedInIt() {
        List<Message> batch = ofReplicaSet.messages(TestIds.room(), 5);
        FaultProxy.Rule rule = faulty.replicaSet().once("insert", "messages", Fault.primaryMovedAfter(3));
        assertThat(ofReplicaSet.messages.append(batch).inserted()).isEqualTo(5);
        assertThat(rule.met()).isEqualTo(1);
        assertThat(ofReplicaSet.messages.newest(batch.get(0).room(), 10)).isEqualTo(batch);
    }

    @Test
    void aCountThatCouldNotBeRepairedIsRepairedByTheNextCall() {
        RoomId room = ofReplicaSet.newRoomAlone();
        MemberCounts counts = new MemberCounts(ofReplicaSet.store, SettableClock.atNoon());
        counts.repair();
        FaultProxy.Rule rule =
                faulty.replicaSet().once("aggregate", "memberships", Fault.error(50, "MaxTimeMSExpired"));
        assertThatThrownBy(counts::repair).isInstanceOf(UnavailableException.class);
        assertThat(rule.met()).isEqualTo(1);
        counts.repair();
        assertThat(ofReplicaSet.rooms.find(room).orElseThrow().memberCount()).isEqualTo(1);
    }

    @Test
    void aNumberOfAnyTypeIsRead() {
        ChatTrials chat = ofReplicaSet;
        Room room = chat.newRoom();
        Member ann = chat.newMember(room.id());
        Document whose = new Document("room", new ObjectId(room.id().value()))
                .append("user", new ObjectId(ann.id().value()));
        chat.store.memberships().updateOne(whose, new Document("$set", new Document("lastRead", 5)));
        assertThat(chat.memberships.of(ann.id(), List.of(room.id())).get(0).lastRead())
                .isEqualTo(5);
        chat.store.memberships().updateOne(whose, new Document("$set", new Document("lastRead", 6.0)));
        assertThat(chat.memberships
                        .markRead(room.id(), ann.id(), 7)
                        .orElseThrow()
                        .lastRead())
                .isEqualTo(7);
        chat.store
                .rooms()
                .updateOne(new Document("name", room.name()), new Document("$set", new Document("lastSeq", 3.0)));
        assertThat(chat.rooms.find(room.id()).orElseThrow().seqAtLeast()).isEqualTo(3);
        Message message = chat.newMessage(room.id());
        chat.store.messages().updateOne(new Document(), new Document("$set", new Document("change", 1)));
        chat.store
                .messages()
                .updateOne(
                        new Document("content", message.content()),
                        new Document("$set", new Document("seq", 1.0).append("change", 2)));
        assertThat(chat.messages.lastSeq(room.id())).isEqualTo(1);
        assertThat(chat.messages.lastChange(room.id())).isEqualTo(2);
        assertThat(chat.messages.newest(room.id(), 1).get(0).state().change()).isEqualTo(2);
    }
}
