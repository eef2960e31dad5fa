package xyz.anipub.chat.mongo;

import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.change.ChangeService;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.posting.MessageService;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.posting.PostMessage;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.store.MongoSettings;
import xyz.anipub.store.embedded.EmbeddedMongo;

/**
 * The chat over its embedded store, without a container and its doors. As a process it posts and edits until it is killed,
 * and prints what was acknowledged.
 */
final class KilledChat implements AutoCloseable {

    static final List<Member> SENDERS = IntStream.rangeClosed(1, 4)
            .mapToObj(i -> new Member(new UserId("%024x".formatted(i)), "Sender " + i, ""))
            .toList();

    final MongoRoomRepository rooms;
    final MongoMessageRepository messages;

    private final EmbeddedMongo mongo;
    private final MongoClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final MessageService service;
    private final ChangeService changes;

    /** Nobody has a socket here. */
    private static final class Nobody implements MessageAnnouncer {

        @Override
        public void announce(RoomId room, List<Message> announced) {}

        @Override
        public void announceChange(Message message) {}

        @Override
        public boolean isListening(RoomId room, UserId user) {
            return false;
        }
    }

    KilledChat(Path folder) {
        mongo = EmbeddedMongo.open(folder);
        ConnectionString address = new ConnectionString(mongo.connectionString());
        client = MongoClients.create(MongoSettings.client(address));
        ChatStore store = new ChatStore(MongoSettings.database(client, address));
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(UnavailableException.class)
                .until(() -> {
                    store.createIndexes();
                    return store.isWritable();
                });
        rooms = new MongoRoomRepository(store);
        messages = new MongoMessageRepository(store);
        MongoMembershipRepository memberships = new MongoMembershipRepository(store);
        RoomLanes lanes = new RoomLanes(threads, 1000);
        service = MessageServices.of(
                rooms,
                new RoomService(
                        rooms,
                        memberships,
                        Powers.of(rooms, memberships),
                        () -> (room, user) -> {},
                        new UserPace(UserLimits.standard())),
                messages,
                new MongoEchoRepository(store, messages, MessageRules.standard()),
                new Nobody(),
                lanes,
                Clock.systemUTC());
        changes = MessageServices.changes(
                rooms, memberships, messages, new MongoMessageChangeRepository(store, messages), lanes);
    }

    /**
     * Posts what it is told to, each message under its content as the {@code clientId}, and edits one message again and again.
     *
     * @param arguments the folder of the store; the room of the posts; the room and id of the message to be edited, and the number
     *     of its last change; the number of each sender's next message
     */
    public static void main(String[] arguments) {
        KilledChat chat = new KilledChat(Path.of(arguments[0]));
        RoomId room = new RoomId(arguments[1]);
        for (Member sender : SENDERS) {
            int next = Integer.parseInt(arguments[5 + SENDERS.indexOf(sender)]);
            chat.threads.execute(() -> chat.postFrom(room, sender, next));
        }
        int last = Integer.parseInt(arguments[4]);
        chat.threads.execute(() -> chat.editFrom(new RoomId(arguments[2]), new MessageId(arguments[3]), last));
    }

    private void postFrom(RoomId room, Member sender, int first) {
        for (int number = first; ; number++) {
            Message message = post(room, sender, number);
            System.out.println("posted " + SENDERS.indexOf(sender) + " " + message.seq() + " " + message.id());
        }
    }

    private void editFrom(RoomId room, MessageId edited, int last) {
        for (int number = last + 1; ; number++) {
            ChangeMessage edit =
                    new ChangeMessage.Edit(room, edited, SENDERS.get(0).id(), "edit " + number);
            Message message = changes.change(edit).toCompletableFuture().join();
            System.out.println("edited " + message.state().change());
        }
    }

    /** Posts a sender's message of this number, again if it is there. */
    Message post(RoomId room, Member sender, int number) {
        String content = content(sender, number);
        return service.post(PostMessage.byEmit(room, sender, content, Optional.of(content), Optional.empty()))
                .toCompletableFuture()
                .join();
    }

    static String content(Member sender, int number) {
        return sender.name() + ", message " + number;
    }

    @Override
    public void close() {
        threads.shutdown();
        client.close();
        mongo.close();
    }
}
