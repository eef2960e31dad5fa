package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bson.Document;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.MembershipRepository.Mark;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.mongo.room.MemberCounts;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoomDeletions;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository.Activity;
import xyz.anipub.chat.search.MessageSearch.Stretch;
import xyz.anipub.chat.search.SearchRules;
import xyz.anipub.store.FaultProxy;
import xyz.anipub.store.FaultyDatabase;
import xyz.anipub.store.Trial;
import xyz.anipub.testing.SettableClock;

/** One node's repositories, and a trial of each of their methods. */
final class ChatTrials {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    final ChatStore store;
    final MongoRoomRepository rooms;
    final MongoMembershipRepository memberships;
    final MongoMessageRepository messages;
    final MongoMessageChangeRepository changes;
    final MongoMessageSearch search;
    final MongoRoomDeletions deletions;
    final MongoEchoRepository echoes;
    final MongoNodeRepository nodes;

    ChatTrials(FaultyDatabase faulty, FaultProxy proxy, Duration timeout, int connections) {
        store = new ChatStore(faulty.database(proxy, timeout, connections));
        rooms = new MongoRoomRepository(store);
        memberships = new MongoMembershipRepository(store);
        messages = new MongoMessageRepository(store);
        changes = new MongoMessageChangeRepository(store, messages);
        search = new MongoMessageSearch(store, SearchRules.standard());
        deletions = new MongoRoomDeletions(store);
        echoes = new MongoEchoRepository(store, new MongoMessageRepository(store), MessageRules.standard());
        nodes = new MongoNodeRepository(store, Clock.systemUTC());
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
    List<Trial> trials(ChatTrials called) {
        List<Trial> all = new ArrayList<>();
        all.addAll(trialsOfRooms(called));
        all.addAll(trialsOfMessages(called));
        all.addAll(trialsOfChanges(called));
        all.addAll(trialsOfEchoes(called));
        all.addAll(trialsOfNodes(called));
        // The last, as they take away the rooms of others.
        all.addAll(trialsOfMemberships(called));
        return all;
    }

    private List<Trial> trialsOfRooms(ChatTrials called) {
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
                        return () -> assertThat(rooms.find(room).orElseThrow().name())
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
                        return () -> assertThat(memberships.isMember(room, member.id()))
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

    private List<Trial> trialsOfMemberships(ChatTrials called) {
        RoomId some = newRoom().id();
        Member ann = newMember(some);
        return List.of(
                Trial.of("add a member", () -> () -> {
                    Member member = member();
                    called.rooms.addMember(some, member);
                    return () ->
                            assertThat(memberships.isMember(some, member.id())).isTrue();
                }),
                Trial.of("add a member again", () -> called.rooms.addMember(some, ann)),
                Trial.of("remove a member", () -> {
                    Member member = newMember(some);
                    return () -> {
                        called.rooms.removeMember(some, member.id());
                        return () -> assertThat(memberships.isMember(some, member.id()))
                                .isFalse();
                    };
                }),
                Trial.of("members among users", () -> called.memberships.membersAmong(some, List.of(ann.id()))),
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
                        called.memberships.markRead(some, member.id(), 4);
                        return () -> assertThat(memberships.of(member.id(), List.of(some)))
                                .allSatisfy(
                                        marked -> assertThat(marked.lastRead()).isEqualTo(4));
                    };
                }),
                Trial.of("mark many as read", () -> called.memberships.markRead(List.of(new Mark(some, ann.id(), 1)))),
                Trial.of("repair a count of members", () -> {
                    RoomId room = newRoomAlone();
                    MemberCounts counts = new MemberCounts(called.store, SettableClock.atNoon());
                    counts.repair();
                    return () -> {
                        counts.repair();
                        return () -> assertThat(rooms.find(room).orElseThrow().memberCount())
                                .isEqualTo(1);
                    };
                }));
    }

    private List<Trial> trialsOfMessages(ChatTrials called) {
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
                        () -> called.messages.findByClientId(room, some.sender().id(), "c")),
                Trial.of("newest", () -> called.messages.newest(room, 5)),
                Trial.of("newest of each", () -> called.messages.newestOfEach(Map.of(room, 1L))),
                Trial.of("before", () -> called.messages.before(room, 5, 5)),
                Trial.of("after", () -> called.messages.after(room, 0, 5)),
                Trial.of("last change", () -> called.messages.lastChange(room)),
                Trial.of("since", () -> called.messages.since(room, 1, 1, 5)),
                Trial.of("take a right over", () -> {
                    MessageId message = newMessageWithClientId().id();
                    NodeId me = NodeId.fresh();
                    return () -> {
                        boolean taken = called.messages.takeOver(message, NodeId.NONE, me);
                        return () -> {
                            assertThat(taken).as("nobody else took it").isTrue();
                            assertThat(messages.heldBy(me, List.of(message))).containsExactly(message);
                        };
                    };
                }),
                Trial.of("rights", () -> called.messages.heldBy(NodeId.fresh(), List.of(some.id()))),
                Trial.of("find a posted message", () -> called.messages.findPosted(some.id())),
                Trial.of("landed", () -> called.messages.landed(List.of(some.id()))),
                Trial.of("search a room", () -> called.search.in(stretch, "x", 5)),
                Trial.of("search rooms for messages", () -> called.search.in(List.of(stretch), "x", 5)));
    }

    private List<Trial> trialsOfChanges(ChatTrials called) {
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
                        return () ->
                                assertThat(begun).as("nobody else changed it").isTrue();
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

    private List<Trial> trialsOfEchoes(ChatTrials called) {
        RoomId room = TestIds.room();
        Member ann = new Member(TestIds.user(), "Ann", "");
        AtomicLong seq = new AtomicLong();
        Supplier<Message> kept = () -> {
            Message message = new Message(
                    messages.nextId(), room, seq.incrementAndGet(), ann, "x", Instant.now(), Optional.empty());
            messages.insert(List.of(new Posted(
                    message, Optional.empty(), Optional.of(message.timestamp().plusSeconds(120)))));
            return message;
        };
        MessageId some = kept.get().id();
        return List.of(
                Trial.of("open messages", called.echoes::open),
                Trial.of("former echoes", () -> called.echoes.hasFormer(NOON)),
                Trial.of("awaited echoes", () -> called.echoes.awaited(room, Set.of(ann.id()))),
                Trial.of("claim by content", () -> called.echoes.claimByContent(room, ann.id(), "y", "t")),
                Trial.of("claimed", () -> called.echoes.claimed(room, ann.id(), "t", Instant.now())),
                Trial.of("claim by id", () -> {
                    Message message = kept.get();
                    return () -> {
                        boolean announced = called.echoes
                                .claimById(room, ann.id(), message.id(), "t")
                                .orElseThrow()
                                .alreadyAnnounced();
                        return () -> assertThat(announced)
                                .as("nobody else claimed it")
                                .isFalse();
                    };
                }),
                Trial.of("claim announcements", () -> called.echoes.claimAnnouncements(List.of(some), "t")),
                Trial.of("unannounced echoes", () -> called.echoes.unannouncedBefore(NOON, List.of(), 5)),
                Trial.of("close messages", () -> called.echoes.close(List.of(some))),
                Trial.of("close old messages", () -> called.echoes.closeBefore(Instant.EPOCH)));
    }

    private List<Trial> trialsOfNodes(ChatTrials called) {
        Ending ending = new Ending.OfListening(TestIds.room(), Optional.empty());
        return List.of(
                Trial.of("beat", () -> called.nodes.beat(NodeId.fresh(), OptionalLong.of(1))),
                Trial.of("write an ending down", () -> called.nodes.end(NodeId.fresh(), ending)),
                Trial.of("endings", () -> called.nodes.endingsAfter(0)),
                Trial.of("who has followed", () -> called.nodes.followed()),
                Trial.of("mark what was followed", () -> called.nodes.followed(NodeId.fresh(), 1)),
                Trial.of("follow no more", () -> called.nodes.unfollow(NodeId.fresh())),
                Trial.of("forget a node", () -> {
                    NodeId node = NodeId.fresh();
                    long beats = nodes.beat(node, OptionalLong.empty()).beats().get(node);
                    return () -> {
                        called.nodes.forget(node, beats);
                        return () -> assertThat(nodes.beat(NodeId.fresh(), OptionalLong.empty())
                                        .beats())
                                .doesNotContainKey(node);
                    };
                }));
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

    /** With a member and the number of two; the only one, as a walk looks at all. */
    RoomId newRoomAlone() {
        store.rooms().deleteMany(new Document());
        RoomId room = newRoom().id();
        newMember(room);
        store.rooms().updateOne(new Document(), new Document("$set", new Document("memberCount", 2L)));
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

    private Message newMessageWithClientId() {
        Message message = new Message(messages.nextId(), TestIds.room(), 1, member(), "text", NOON, Optional.of("c"));
        messages.append(List.of(message));
        return message;
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
