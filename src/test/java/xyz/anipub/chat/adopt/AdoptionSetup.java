package xyz.anipub.chat.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.auth.adopt.PeopleAdoption;
import xyz.anipub.auth.adopt.PeopleFields;
import xyz.anipub.auth.mongo.MongoFormerPeople;
import xyz.anipub.auth.mongo.MongoUsers;
import xyz.anipub.boot.BootedPeople;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.adopt.AdoptRules.Mode;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MongoMessageRepository;
import xyz.anipub.chat.mongo.adopt.MongoAdoptedRooms;
import xyz.anipub.chat.mongo.adopt.MongoFormerRooms;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.posting.RecordingAnnouncer;
import xyz.anipub.chat.posting.RecordingList;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.reading.AuthorMarks;
import xyz.anipub.chat.room.RoomListener;
import xyz.anipub.chat.room.RoomNameTakenException;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.chat.room.RoomRules;
import xyz.anipub.chat.roomlist.MembersHere;
import xyz.anipub.chat.roomlist.RoomActivity;
import xyz.anipub.chat.roomlist.RoomListFeed;
import xyz.anipub.chat.roomlist.RoomListLimit;
import xyz.anipub.testing.GuideData;
import xyz.anipub.testing.SettableClock;

/** A database of the guide's shape, and adoptions over it with the repositories that the server has. */
abstract class AdoptionSetup {

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    final SettableClock clock = SettableClock.atNoon();
    GuideData guide;
    ChatStore store;
    MongoMessageRepository messages;
    MongoRoomRepository rooms;
    RecordingAnnouncer announcer;
    PeopleFields fields = PeopleFields.USUAL;
    RoomRules rules = RoomRules.standard();

    @BeforeEach
    void begin() {
        mongo.database.drop();
        guide = new GuideData(mongo.database, 13);
        List.of("Ann", "Bob", "bob", "Ann", "").forEach(guide::person);
    }

    /** As a process begins; its indexes go where the other server's documents are not. */
    Adoption start(Mode mode, Faults faults) {
        store = new ChatStore(mongo.database);
        store.createIndexes();
        messages = new MongoMessageRepository(store);
        rooms = new MongoRoomRepository(store);
        announcer = new RecordingAnnouncer();
        MessageRepository failing = faults.around(MessageRepository.class, messages);
        RoomRepository failingRooms = faults.around(RoomRepository.class, rooms);
        AdoptedRooms adopted = faults.around(AdoptedRooms.class, new MongoAdoptedRooms(store));
        FormerRooms former = new MongoFormerRooms(store);
        MongoUsers users = new MongoUsers(mongo.database);
        People people = faults.around(
                People.class,
                BootedPeople.of(new PeopleAdoption(new MongoFormerPeople(mongo.database, fields), users), users));
        RoomActivity activity = new RoomActivity(
                rooms,
                new RoomListFeed(
                        rooms,
                        messages,
                        new MembersHere(rooms, new MongoMembershipRepository(store)),
                        Powers.of(rooms),
                        new RecordingList(),
                        RoomListLimit.standard()),
                new AuthorMarks(new MongoMembershipRepository(store), (user, read, connection) -> {}));
        AdoptedLog log = new AdoptedLog(failing, announcer, activity, new RoomLanes(Runnable::run, 10), rules, clock);
        RoomListener unheard = new RoomListener() {
            @Override
            public void changed(RoomId room) {}

            @Override
            public void deleted(RoomId room) {}
        };
        return new Adoption(
                new AdoptRules(mode, Duration.ofMinutes(1)),
                people,
                former,
                adopted,
                new RoomAdoption(former, adopted, failingRooms, unheard, people, log),
                clock);
    }

    AdoptionProgress run(Mode mode) {
        Adoption adoption = start(mode, new Faults(Integer.MAX_VALUE));
        adoption.step();
        return adoption.progress();
    }

    void push(ObjectId room, Object element) {
        mongo.database.getCollection("rooms").updateOne(Filters.eq("_id", room), Updates.push("messages", element));
    }

    void append(ObjectId room, long seq, String content) {
        messages.append(List.of(new Message(
                messages.nextId(),
                id(room),
                seq,
                new Member(new UserId("f".repeat(24)), "New here", ""),
                content,
                clock.instant(),
                java.util.Optional.empty())));
    }

    void assertIsWhole(ObjectId room) {
        assertThat(contents(room)).isEqualTo(guide.contents(room));
        assertIsNumbered(room);
    }

    void assertIsNumbered(ObjectId room) {
        List<Message> all = messages.after(id(room), 0, 10_000);
        assertThat(all)
                .extracting(Message::seq)
                .isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(all).extracting(Message::id).doesNotHaveDuplicates();
    }

    List<String> contents(ObjectId room) {
        return messages.after(id(room), 0, 10_000).stream()
                .map(Message::content)
                .toList();
    }

    static RoomId id(ObjectId room) {
        return new RoomId(room.toHexString());
    }

    /** All documents of all collections; the empty ones do not count. */
    Map<String, List<RawBsonDocument>> everything() {
        Map<String, List<RawBsonDocument>> all = new HashMap<>();
        for (String name : mongo.database.listCollectionNames()) {
            List<RawBsonDocument> documents = mongo.database
                    .getCollection(name, RawBsonDocument.class)
                    .find()
                    .sort(Sorts.ascending("_id"))
                    .into(new ArrayList<>());
            if (!documents.isEmpty()) {
                all.put(name, documents);
            }
        }
        return all;
    }

    /** Ends a process at one of its writes: half of the time that has happened by then. */
    static final class Faults {

        static final List<String> WRITES = List.of("insert", "save", "addMembers", "create", "touch", "step");

        private int left;
        boolean isEachNameTaken;

        Faults(int left) {
            this.left = left;
        }

        <T> T around(Class<T> port, T real) {
            return port.cast(
                    Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                        boolean isWrite = WRITES.contains(method.getName());
                        if (isWrite && left == 0) {
                            throw new UnavailableException("killed before");
                        }
                        if (isEachNameTaken && method.getName().equals("create")) {
                            throw new RoomNameTakenException();
                        }
                        Object answer;
                        try {
                            answer = method.invoke(real, arguments);
                        } catch (InvocationTargetException failure) {
                            throw failure.getCause();
                        }
                        if (isWrite && --left == 0 && method.getName().length() % 2 == 0) {
                            throw new UnavailableException("killed behind");
                        }
                        return answer;
                    }));
        }
    }
}
