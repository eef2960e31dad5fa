package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.EchoRepository.Echo;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.message.MessageSearch.Stretch;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.message.SearchRules;
import xyz.anipub.chat.room.Member;
import xyz.anipub.chat.room.MembershipRepository.Mark;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository.Activity;
import xyz.anipub.store.Fault;
import xyz.anipub.store.FaultProxy;
import xyz.anipub.store.Faults;
import xyz.anipub.store.FaultyDatabase;
import xyz.anipub.store.Trial;

/** Every method of the repositories meets every fault that a real database has in store. */
@Timeout(120)
class ChatFaultsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration HASTY = Duration.ofMillis(400);

    @TempDir
    static Path folder;

    private static FaultyDatabase faulty;
    private static Repositories ofReplicaSet;
    private static Repositories ofStandalone;

    @BeforeAll
    static void start() {
        faulty = new FaultyDatabase(folder);
        ofReplicaSet = new Repositories(faulty.replicaSet(), PATIENT, 100);
        ofStandalone = new Repositories(faulty.standalone(), PATIENT, 100);
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

    private static void meet(Faults fault, FaultProxy proxy, Repositories chat, boolean isReplicaSet) {
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
        Repositories hasty = new Repositories(proxy, HASTY, 8);
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
    void aNumberOfAnyTypeIsRead() {
        Repositories chat = ofReplicaSet;
        Room room = chat.newRoom();
        Member ann = chat.newMember(room.id());
        Document whose = MongoRoomRepository.membership(room.id(), ann.id());
        chat.store.memberships().updateOne(whose, new Document("$set", new Document("lastRead", 5)));
        assertThat(chat.memberships.of(ann.id(), List.of(room.id())).get(0).lastRead())
                .isEqualTo(5);
        chat.store.memberships().updateOne(whose, new Document("$set", new Document("lastRead", 6.0)));
        assertThat(chat.memberships
                        .markRead(room.id(), ann.id(), 7, 9)
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

    /** One node's repositories. */
    private static final class Repositories {

        final ChatStore store;
        final MongoRoomRepository rooms;
        final MongoMembershipRepository memberships;
        final MongoMessageRepository messages;
        final MongoMessageChangeRepository changes;
        final MongoMessageSearch search;
        final MongoRoomDeletions deletions;
        final MongoEchoRepository echoes;

        Repositories(FaultProxy proxy, Duration timeout, int connections) {
            store = new ChatStore(faulty.database(proxy, timeout, connections));
            rooms = new MongoRoomRepository(store);
            memberships = new MongoMembershipRepository(store);
            messages = new MongoMessageRepository(store);
            changes = new MongoMessageChangeRepository(store, messages);
            search = new MongoMessageSearch(store, SearchRules.standard());
            deletions = new MongoRoomDeletions(store);
            echoes = new MongoEchoRepository(store, MessageRules.standard());
            org.awaitility.Awaitility.await()
                    .ignoreExceptionsInstanceOf(UnavailableException.class)
                    .until(() -> {
                        store.createIndexes();
                        return store.isWritable();
                    });
        }

        List<Trial> trials() {
            return trials(this);
        }

        /** Prepared here, called there. */
        List<Trial> trials(Repositories called) {
            List<Trial> all = new ArrayList<>();
            all.addAll(trialsOfRooms(called));
            all.addAll(trialsOfMemberships(called));
            all.addAll(trialsOfMessages(called));
            all.addAll(trialsOfChanges(called));
            all.addAll(trialsOfEchoes(called));
            return all;
        }

        private List<Trial> trialsOfRooms(Repositories called) {
            RoomId some = newRoom().id();
            return List.of(
                    Trial.of("create a room", () -> () -> {
                        Room room = room();
                        called.rooms.create(room);
                        return () -> assertThat(rooms.find(room.id())).contains(room);
                    }),
                    Trial.of("find a room", () -> called.rooms.find(some)),
                    Trial.of("find rooms", () -> called.rooms.findAll(List.of(some))),
                    Trial.of("last active rooms", () -> called.rooms.lastActive(List.of(some), 5)),
                    Trial.of("edit a room", () -> {
                        RoomId room = newRoom().id();
                        String name = name();
                        return () -> {
                            called.rooms.edit(room, Optional.of(name), Optional.of("new"));
                            return () -> assertThat(
                                            rooms.find(room).orElseThrow().name())
                                    .isEqualTo(name);
                        };
                    }),
                    Trial.of("list rooms", () -> called.rooms.list("", Optional.empty(), 5)),
                    Trial.of("search rooms", () -> called.rooms.list("a", Optional.empty(), 5)),
                    Trial.of("touch a room", () -> called.rooms.touch(Map.of(some, new Activity(NOON, 1)))),
                    Trial.of("begin to delete a room", () -> called.deletions.begin(some, NOON)),
                    Trial.of("deletions that were begun", () -> called.deletions.begun(Optional.empty(), 5)),
                    Trial.of("remove a room", () -> {
                        RoomId room = newRoom().id();
                        return () -> {
                            called.deletions.removeRoom(room);
                            return () -> assertThat(rooms.find(room)).isEmpty();
                        };
                    }),
                    Trial.of("remove memberships", () -> {
                        RoomId room = newRoom().id();
                        Member member = newMember(room);
                        return () -> {
                            called.deletions.removeMemberships(room);
                            return () -> assertThat(rooms.isMember(room, member.id()))
                                    .isFalse();
                        };
                    }),
                    Trial.of("remove messages", () -> {
                        RoomId room = newMessage(TestIds.room()).room();
                        return () -> {
                            boolean all = called.deletions.removeMessages(room);
                            return () -> assertThat(messages.lastSeq(room) == 0).isEqualTo(all);
                        };
                    }),
                    Trial.of("end a deletion", () -> called.deletions.end(some)));
        }

        private List<Trial> trialsOfMemberships(Repositories called) {
            RoomId some = newRoom().id();
            Member ann = newMember(some);
            return List.of(
                    Trial.of("add a member", () -> () -> {
                        Member member = member();
                        called.rooms.addMember(some, member);
                        return () ->
                                assertThat(rooms.isMember(some, member.id())).isTrue();
                    }),
                    Trial.of("add a member again", () -> called.rooms.addMember(some, ann)),
                    Trial.of("remove a member", () -> {
                        Member member = newMember(some);
                        return () -> {
                            called.rooms.removeMember(some, member.id());
                            return () -> assertThat(rooms.isMember(some, member.id()))
                                    .isFalse();
                        };
                    }),
                    Trial.of("members among users", () -> called.rooms.membersAmong(some, List.of(ann.id()))),
                    Trial.of("members by names", () -> called.rooms.membersNamed(some, List.of("ann"))),
                    Trial.of("members", () -> called.rooms.members(some, Optional.empty(), 5)),
                    Trial.of("count of members", () -> called.rooms.countMembers(some)),
                    Trial.of("members of rooms", () -> called.rooms.allMembers(List.of(some))),
                    Trial.of("memberships in rooms", () -> called.memberships.of(ann.id(), List.of(some))),
                    Trial.of("memberships", () -> called.memberships.of(ann.id(), Optional.empty(), 5)),
                    Trial.of(
                            "members by the start of a name",
                            () -> called.memberships.named(some, "a", Optional.empty(), 5)),
                    Trial.of("mark as read", () -> {
                        Member member = newMember(some);
                        return () -> {
                            called.memberships.markRead(some, member.id(), 4, 9);
                            return () -> assertThat(memberships.of(member.id(), List.of(some)))
                                    .allSatisfy(marked ->
                                            assertThat(marked.lastRead()).isEqualTo(4));
                        };
                    }),
                    Trial.of(
                            "mark many as read",
                            () -> called.memberships.markRead(List.of(new Mark(some, ann.id(), 1)))));
        }

        private List<Trial> trialsOfMessages(Repositories called) {
            Message some = newMessage(TestIds.room());
            RoomId room = some.room();
            Stretch stretch = new Stretch(room, 1, 9);
            return List.of(
                    Trial.of("append messages", () -> () -> {
                        List<Message> batch = messages(TestIds.room(), 3);
                        int inserted = called.messages.append(batch).inserted();
                        return () -> assertThat(messages.newest(batch.get(0).room(), 9))
                                .isEqualTo(batch.subList(0, inserted))
                                .hasSize(3);
                    }),
                    Trial.of("last number", () -> called.messages.lastSeq(room)),
                    Trial.of("find a message", () -> called.messages.find(some.id())),
                    Trial.of("find messages", () -> called.messages.findAll(List.of(some.id()))),
                    Trial.of(
                            "find by client id",
                            () -> called.messages.findByClientId(
                                    room, some.sender().id(), "c")),
                    Trial.of("newest", () -> called.messages.newest(room, 5)),
                    Trial.of("newest of each", () -> called.messages.newestOfEach(Map.of(room, 1L))),
                    Trial.of("before", () -> called.messages.before(room, 5, 5)),
                    Trial.of("after", () -> called.messages.after(room, 0, 5)),
                    Trial.of("last change", () -> called.messages.lastChange(room)),
                    Trial.of("since", () -> called.messages.since(room, 1, 1, 5)),
                    Trial.of(
                            "claim",
                            () -> called.messages.claim(
                                    List.of(newMessage(TestIds.room()).id()))),
                    Trial.of("search a room", () -> called.search.in(stretch, "x", 5)),
                    Trial.of("search rooms for messages", () -> called.search.in(List.of(stretch), "x", 5)));
        }

        private List<Trial> trialsOfChanges(Repositories called) {
            RoomId some = newMessage(TestIds.room()).room();
            return List.of(
                    Trial.of("change that was begun", () -> called.changes.begun(some)),
                    Trial.of("changes", () -> called.changes.changes(some, 0, 5)),
                    Trial.of("begin a change", () -> {
                        Revision first = edited(newMessage(TestIds.room()), 1);
                        return () -> {
                            boolean begun = called.changes.begin(first);
                            return () -> {
                                assertThat(begun).as("nobody else changed it").isTrue();
                                assertThat(changes.begun(first.room())).contains(first);
                            };
                        };
                    }),
                    Trial.of("begin the next change", () -> {
                        Message message = newMessage(TestIds.room());
                        changes.begin(edited(message, 1));
                        Revision second = edited(message, 2);
                        return () -> {
                            boolean begun = called.changes.begin(second);
                            return () -> assertThat(begun)
                                    .as("nobody else changed it")
                                    .isTrue();
                        };
                    }),
                    Trial.of("finish a change", () -> {
                        Message message = newMessage(TestIds.room());
                        Revision revision = edited(message, 1);
                        return () -> {
                            called.changes.finish(revision);
                            return () -> assertThat(messages.find(message.id())
                                            .orElseThrow()
                                            .content())
                                    .isEqualTo("edited");
                        };
                    }));
        }

        private List<Trial> trialsOfEchoes(Repositories called) {
            RoomId room = TestIds.room();
            UserId ann = TestIds.user();
            Supplier<Echo> kept = () -> {
                Echo echo = new Echo(TestIds.message(), room, TestIds.user(), "x", NOON);
                echoes.add(List.of(echo));
                return echo;
            };
            MessageId some = kept.get().message();
            return List.of(
                    Trial.of("add echoes", () -> () -> {
                        Echo echo = new Echo(TestIds.message(), room, TestIds.user(), "x", NOON);
                        called.echoes.add(List.of(echo));
                        return () -> assertThat(echoes.awaited(room, Set.of(echo.sender())))
                                .isNotEmpty();
                    }),
                    Trial.of("awaited echoes", () -> called.echoes.awaited(room, Set.of(ann))),
                    Trial.of("claim by content", () -> called.echoes.claimByContent(room, ann, "x")),
                    Trial.of("claim by id", () -> {
                        Echo echo = kept.get();
                        return () -> {
                            boolean announced = called.echoes
                                    .claimById(room, echo.sender(), echo.message())
                                    .orElseThrow()
                                    .alreadyAnnounced();
                            return () -> assertThat(announced)
                                    .as("nobody else claimed it")
                                    .isFalse();
                        };
                    }),
                    Trial.of("claim announcements", () -> called.echoes.claimAnnouncements(List.of(some))),
                    Trial.of("release an echo", () -> called.echoes.release(some)),
                    Trial.of("unannounced echoes", () -> called.echoes.unannouncedBefore(NOON, 5)),
                    Trial.of("delete echoes", () -> called.echoes.deleteAnnouncedBefore(Instant.EPOCH)));
        }

        private static String name() {
            return "Room " + TestIds.room().value();
        }

        private static Room room() {
            return new Room(TestIds.room(), name(), "", TestIds.user(), NOON, NOON);
        }

        Room newRoom() {
            Room room = room();
            rooms.create(room);
            return room;
        }

        private static Member member() {
            return new Member(TestIds.user(), "Ann", "");
        }

        Member newMember(RoomId room) {
            Member member = member();
            rooms.addMember(room, member);
            return member;
        }

        List<Message> messages(RoomId room, int count) {
            List<Message> batch = new ArrayList<>();
            for (int seq = 1; seq <= count; seq++) {
                MessageId id = messages.nextId();
                batch.add(new Message(id, room, seq, member(), "text " + id.value(), NOON, Optional.empty()));
            }
            return batch;
        }

        Message newMessage(RoomId room) {
            List<Message> one = messages(room, 1);
            messages.append(one);
            return one.get(0);
        }

        private static Revision edited(Message message, long number) {
            return new Revision(
                    message.room(),
                    message.id(),
                    "edited",
                    List.of(),
                    new MessageState(number, Optional.of(NOON), false, List.of()));
        }
    }
}
