package xyz.anipub.chat.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.audit.InMemoryAudit;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomBusyException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.change.MessageChangeRepository;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MongoErasureRepository;
import xyz.anipub.chat.mongo.MongoMessageRepository;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoleRepository;
import xyz.anipub.chat.mongo.room.MongoRoomDeletions;
import xyz.anipub.chat.mongo.room.MongoRoomPowerRepository;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.mongo.room.MongoSanctionRepository;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.people.InMemoryPeople;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.posting.RecordingAnnouncer;
import xyz.anipub.chat.power.Admission;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Owners;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPowers;
import xyz.anipub.chat.room.PowerChanges;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomEnding;
import xyz.anipub.chat.room.RoomListener;
import xyz.anipub.chat.room.RoomService;

/** Rooms of Ann, Bob and Eve in a database, and who takes people out of them. */
abstract class ErasedChat {

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    static final int LANE = 10;

    final Member ann = new Member(TestIds.user(), "Ann", "/ann.png");
    final Member bob = new Member(TestIds.user(), "Bob", "/bob.png");
    final Member eve = new Member(TestIds.user(), "Eve", "");
    final InMemoryPeople people = new InMemoryPeople(ann, bob, eve);
    final RecordingAnnouncer changed = new RecordingAnnouncer();
    final List<UserId> forgotten = new ArrayList<>();
    final List<RoomId> told = new ArrayList<>();
    final List<RoomId> ended = new ArrayList<>();
    final AtomicLong nanos = new AtomicLong();
    final Deque<Runnable> held = new ArrayDeque<>();
    boolean isHeld;
    final RoomLanes lanes = new RoomLanes(
            lane -> {
                if (isHeld) {
                    held.add(lane);
                } else {
                    lane.run();
                }
            },
            LANE);
    ChatStore store;
    MongoRoomRepository rooms;
    MongoMembershipRepository memberships;
    MongoMessageRepository messages;
    MessageChangeRepository changes;
    MongoRoomPowerRepository powers;
    MongoRoleRepository roles;
    Power power;
    Erasures erasures;
    RoomService service;
    boolean away;
    int findsLeft = Integer.MAX_VALUE;

    /** Where nobody can be put out. */
    final Set<RoomId> busy = new HashSet<>();

    /** What happens when the first one has been asked for, before that is acted on. */
    Runnable meanwhile = () -> {};

    /** What happens when a membership has ended. */
    Runnable atTheEnd = () -> {};

    @BeforeEach
    void empty() {
        store = mongo.emptyStore();
        rooms = new MongoRoomRepository(store);
        memberships = new MongoMembershipRepository(store) {
            @Override
            public boolean isMember(RoomId room, UserId user) {
                boolean isMember = super.isMember(room, user);
                Runnable now = meanwhile;
                meanwhile = () -> {};
                now.run();
                return isMember;
            }
        };
        messages = new MongoMessageRepository(store) {
            @Override
            public Optional<Message> find(MessageId id) {
                if (away || --findsLeft < 0) {
                    throw new UnavailableException("away");
                }
                return super.find(id);
            }
        };
        changes = ChatDatabase.changes(store, messages);
        powers = new MongoRoomPowerRepository(store);
        roles = new MongoRoleRepository(store);
        erasures = node();
    }

    /** One node over the store. */
    Erasures node() {
        LiveNodes alone = MessageServices.alone();
        Endings endings = new Endings(new InMemoryNodeRepository(), alone, List.of(), number -> {});
        RoomPowers kept = Powers.kept(powers);
        PowerChanges published = new PowerChanges(kept, lanes, endings);
        power = new Power(kept, memberships, Clock.systemUTC());
        MongoSanctionRepository sanctions = new MongoSanctionRepository(store);
        Owners owners = new Owners(powers, roles);
        MembershipListener listener = (room, user) -> {
            kept.left(room, user);
            atTheEnd.run();
        };
        service = new RoomService(
                rooms,
                memberships,
                power,
                () -> listener,
                new Admission(sanctions, owners, Clock.systemUTC()),
                new UserPace(UserLimits.standard()));
        RoomListener silent = new RoomListener() {
            @Override
            public void changed(RoomId room) {}

            @Override
            public void deleted(RoomId room) {}
        };
        RoomEnding ending = new RoomEnding(
                new MongoRoomDeletions(store), lanes, ended::add, silent, endings, alone, Clock.systemUTC());
        MongoErasureRepository repository = new MongoErasureRepository(store);
        ErasureAnnouncer announcer = new ErasureAnnouncer() {
            @Override
            public void gone(RoomId room, UserId user) {
                told.add(room);
            }

            @Override
            public void forget(Collection<UserId> users) {
                forgotten.addAll(users);
            }
        };
        RoomFarewell farewell =
                new RoomFarewell(
                        power,
                        service,
                        new Succession(
                                repository,
                                memberships,
                                people,
                                owners,
                                published,
                                listener,
                                new Deeds(new InMemoryAudit())),
                        sanctions,
                        published,
                        ending,
                        new PairFarewell(rooms, people, published, silent),
                        announcer) {
                    @Override
                    void leave(RoomId room, UserId user) {
                        if (busy.contains(room)) {
                            throw new RoomBusyException("busy");
                        }
                        super.leave(room, user);
                    }
                };
        MessageErasure erasure = new MessageErasure(
                repository,
                MessageServices.withdrawals(rooms, memberships, messages, changes, changed, lanes),
                messages,
                announcer);
        return new Erasures(
                repository,
                new Farewell(memberships, erasure, farewell, repository),
                erasure,
                messages,
                announcer,
                nanos::get);
    }

    RoomId room(String name, RoomPolicy.Visibility visibility, Member... members) {
        Room room = new Room(rooms.nextId(), name, "", members[0].id(), Instant.now(), Instant.now());
        rooms.create(visibility == RoomPolicy.Visibility.PUBLIC ? room : room.governed(hidden(members[0])));
        for (Member member : members) {
            rooms.addMember(room.id(), member);
        }
        return room.id();
    }

    static RoomPolicy hidden(Member owner) {
        return new RoomPolicy(
                RoomPolicy.Kind.NAMED,
                RoomPolicy.Visibility.PRIVATE,
                RoomPolicy.Who.MEMBERS,
                Duration.ZERO,
                RoomPolicy.Who.MODERATORS,
                RoomPolicy.History.ALL,
                1,
                List.of(owner.id()));
    }

    /** Its lane takes nothing until {@link #release}. */
    void hold(RoomId room) {
        isHeld = true;
        for (int i = 0; i < LANE; i++) {
            lanes.submit(room, () -> {});
        }
        isHeld = false;
    }

    void release() {
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    RoomId lobby() {
        return room("Lobby", RoomPolicy.Visibility.PUBLIC, ann, bob);
    }

    Message post(RoomId room, long seq, Member sender, Mention... mentions) {
        Message message = new Message(
                messages.nextId(),
                room,
                seq,
                sender,
                "text " + seq,
                Instant.now(),
                Optional.empty(),
                Optional.empty(),
                List.of(mentions),
                MessageState.POSTED);
        messages.append(List.of(message));
        return message;
    }

    void erase(boolean withMessages) {
        people.remove(ann.id());
        List<ErasedPerson> due = List.of(new ErasedPerson(ann.id(), withMessages));
        int steps = 0;
        while (erasures.step(due).isEmpty()) {
            assertThat(++steps).isLessThan(100);
        }
    }

    List<String> senders(RoomId room) {
        return messages.newest(room, 100).stream()
                .map(message -> message.sender().name() + message.sender().image())
                .toList();
    }

    List<UserId> owners(RoomId room) {
        return powers.find(room).orElseThrow().policy().owners();
    }
}
