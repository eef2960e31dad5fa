package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.posting.MessageService;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.posting.PostMessage;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;

/** Which commands the database gets for a message on the only node, once the room's last number is known. */
class CommandsPerMessageTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final HeldExecutor lanes = new HeldExecutor();
    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bot = new Member(TestIds.user(), "Bot", "");
    private final RoomId room = TestIds.room();
    private MessageService service;

    /** Ann has a socket in the room, the bot has none. */
    private final class Presence implements MessageAnnouncer {

        @Override
        public void announce(RoomId where, List<Message> messages) {}

        @Override
        public void announceChange(Message message) {}

        @Override
        public boolean isListening(RoomId where, UserId user) {
            return user.equals(ann.id());
        }
    }

    @BeforeEach
    void aRoomWithAMessage() {
        ChatStore store = mongo.emptyStore();
        MongoRoomRepository rooms = new MongoRoomRepository(store);
        rooms.create(new Room(room, "Lobby", "", ann.id(), NOON, NOON));
        rooms.addMember(room, ann);
        rooms.addMember(room, bot);
        service = MessageServices.of(
                rooms,
                new RoomService(
                        rooms,
                        new MongoMembershipRepository(store),
                        Powers.of(rooms),
                        () -> (left, user) -> {},
                        new UserPace(UserLimits.standard())),
                new MongoMessageRepository(store),
                new MongoEchoRepository(store, new MongoMessageRepository(store), MessageRules.standard()),
                new Presence(),
                new RoomLanes(lanes, 1000),
                Clock.systemUTC());
        post(emit(ann, "first"));
        mongo.commands.clear();
    }

    @Test
    void isOneForABareEmit() {
        post(emit(ann, "hello"));
        assertThat(commands()).containsExactly("insert messages");
    }

    @Test
    void isOneForAnEmitWithAClientId() {
        post(PostMessage.byEmit(room, ann, "hello", Optional.of("c1"), Optional.empty()));
        assertThat(commands()).containsExactly("insert messages");
    }

    @Test
    void isOneForAPostWithAClientIdAndOneMoreOnAColdMembership() {
        post(PostMessage.byRest(room, bot, "beep", Optional.of("c1"), Optional.empty()));
        assertThat(commands()).containsExactly("find memberships", "insert messages");
        mongo.commands.clear();
        post(PostMessage.byRest(room, bot, "beep", Optional.of("c2"), Optional.empty()));
        assertThat(commands()).containsExactly("insert messages");
    }

    @Test
    void isOneForAPostThatAwaitsItsEmitAndOneForTheEmit() {
        Message stored = post(PostMessage.byRest(room, ann, "hello", Optional.empty(), Optional.empty()));
        assertThat(commands()).containsExactly("insert messages");
        mongo.commands.clear();
        assertThat(post(emit(ann, "hello"))).isEqualTo(stored);
        assertThat(commands()).containsExactly("findAndModify messages");
    }

    @Test
    void isOneForAPostOfSomebodyWithoutASocketAndOneForAnEmitThatFollowsAllTheSame() {
        post(PostMessage.byRest(room, bot, "warm", Optional.of("c1"), Optional.empty()));
        mongo.commands.clear();
        Message stored = post(PostMessage.byRest(room, bot, "beep", Optional.empty(), Optional.empty()));
        assertThat(commands()).containsExactly("insert messages");
        mongo.commands.clear();
        assertThat(post(emit(bot, "beep"))).isEqualTo(stored);
        assertThat(commands()).containsExactly("findAndModify messages");
    }

    @Test
    void isOneForAllThatWaitTogether() {
        List<CompletableFuture<Message>> posts = IntStream.range(0, 50)
                .mapToObj(i -> service.post(emit(ann, "m" + i)).toCompletableFuture())
                .toList();
        lanes.runAll();
        assertThat(posts).allMatch(CompletableFuture::isDone);
        assertThat(commands()).containsExactly("insert messages");
    }

    private PostMessage emit(Member sender, String content) {
        return PostMessage.byEmit(room, sender, content, Optional.empty(), Optional.empty());
    }

    private Message post(PostMessage command) {
        CompletableFuture<Message> answer = service.post(command).toCompletableFuture();
        lanes.runAll();
        return answer.join();
    }

    private static List<String> commands() {
        return mongo.commands.stream().map(CommandsPerMessageTest::name).toList();
    }

    private static String name(BsonDocument command) {
        String verb = command.getFirstKey();
        return verb + " " + command.getString(verb).getValue();
    }
}
