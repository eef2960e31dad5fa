package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.node.NodeRepository;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.chat.room.RoomCatalog;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.testing.Deployments;

/** A stored message is announced exactly once, whichever way it came (record 19), on the configured store. */
@ExtendWith(ArquillianExtension.class)
class DeliveryIT {

    private static final int CROWD = 8;
    private static final String BEHIND = "behind everything else";

    @Deployment
    static WebArchive chatWar() {
        return Deployments.chatWar().addClasses(DeliveryIT.class, RecordingAnnouncements.class);
    }

    @Inject
    private MessageService service;

    @Inject
    private MessageRepository messages;

    @Inject
    private EchoRepository echoes;

    @Inject
    private EchoSweep sweep;

    @Inject
    private NodeRepository nodes;

    @Inject
    private LiveNodes live;

    @Inject
    private RoomCatalog catalog;

    @Inject
    private RoomService rooms;

    @Inject
    private ActiveRooms activeRooms;

    @Inject
    private MessageRules rules;

    @Inject
    private ChatStore store;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private Member sender;
    private RoomId room;

    @BeforeEach
    void aMemberListens() {
        await().atMost(Duration.ofMinutes(1)).until(store::isWritable);
        sender = new Member(new UserId(messages.nextId().value()), "Ann", "");
        room = catalog.create("Room " + UUID.randomUUID(), "", sender).id();
        activeRooms.enter(room, new Presence(sender.id(), sender.name(), "socket-of-" + sender.id()));
    }

    @Test
    void leavesTheAnnouncingToTheEmitThatFollows() throws Exception {
        Message stored = post(stored("hello"));
        Message emitted = post(emitted(" hello "));

        assertThat(emitted).isEqualTo(stored);
        assertAnnouncedOnce(stored);
    }

    @Test
    void announcesByItselfWhatNoEmitFollowsAndOnlyAnswersALateEmit() throws Exception {
        Message stored = post(stored("hello"));
        await().until(() -> RecordingAnnouncements.in(room).contains(stored));

        assertThat(post(emitted("hello"))).isEqualTo(stored);
        assertThat(post(new PostMessage.EmittedAgain(room, sender, stored.id())))
                .isEqualTo(stored);
        assertAnnouncedOnce(stored);
    }

    @Test
    void announcesAtOnceWhatSomebodyWithoutASocketStores() throws Exception {
        Member bot = new Member(new UserId(messages.nextId().value()), "Bot", "");
        rooms.join(room, bot);

        Message stored = post(new PostMessage.Stored(room, bot, "beep", Optional.empty()));

        assertAnnouncedOnce(stored);
    }

    @Test
    void keepsEqualTextsApart() throws Exception {
        Message first = post(stored("again"));
        Message second = post(stored("again"));

        assertThat(List.of(post(emitted("again")), post(emitted("again")))).containsExactly(first, second);
        assertAnnouncedOnce(first, second);
    }

    @Test
    void letsOneOfManyEmitsTakeTheStoredMessageAndStoresTheOthers() throws Exception {
        Message stored = post(stored("race"));

        List<Message> emitted = atOnce(() -> post(emitted("race")));

        assertThat(emitted).contains(stored).doesNotHaveDuplicates().hasSize(CROWD);
        assertThat(messages.newest(room, 100)).hasSize(CROWD);
        assertAnnouncedOnce(emitted.toArray(Message[]::new));
    }

    @Test
    void storesOnceWhatManySendWithOneClientId() throws Exception {
        List<Message> answers = atOnce(() -> post(inOneStep("once", "c1")));

        assertThat(answers).containsOnly(messages.newest(room, 100).get(0)).hasSize(CROWD);
        assertThat(messages.newest(room, 100)).hasSize(1);
        assertAnnouncedOnce(answers.get(0));
    }

    @Test
    void numbersWithoutHolesWhatManyPost() throws Exception {
        List<Message> answers = atOnce(() -> post(emitted("many")));

        assertThat(answers).extracting(Message::seq).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(messages.after(room, 0, 100)).extracting(Message::seq).isSorted();
        assertAnnouncedOnce(answers.toArray(Message[]::new));
    }

    @Test
    void announcesAfterACrashBetweenStoringAndAnnouncing() throws Exception {
        anotherNodeComes();
        Message lost = message("lost", Optional.empty());
        messages.insert(List.of(open(lost)));

        assertAnnouncedOnce(lost);
        assertThat(post(emitted("lost"))).isEqualTo(lost);
        assertAnnouncedOnce(lost);
    }

    @Test
    void letsTheEmitAnnounceAfterACrashWhenItComesBeforeTheSweep() throws Exception {
        anotherNodeComes();
        Message lost = message("lost", Optional.empty());
        messages.insert(List.of(open(lost)));

        assertThat(post(emitted("lost"))).isEqualTo(lost);
        assertAnnouncedOnce(lost);
    }

    @Test
    void letsARetryAnnounceAfterACrashBetweenStoringAndAnnouncing() throws Exception {
        Message lost = message("lost", Optional.of("c1"));
        messages.append(List.of(lost));

        List<Message> answers = atOnce(() -> post(inOneStep("lost", "c1")));

        assertThat(answers).containsOnly(lost);
        assertAnnouncedOnce(lost);
    }

    /** As it awaits its emit. */
    private Posted open(Message message) {
        return new Posted(
                message, Optional.empty(), Optional.of(message.timestamp().plus(rules.echoLifetime())));
    }

    /** The one that is to crash: it shows itself before it writes anything. */
    private void anotherNodeComes() {
        nodes.beat(NodeId.fresh(), OptionalLong.empty());
        await().until(() -> !live.isAlone());
    }

    /** Exactly these in this room, also after every sweep that could still find one of them. */
    private void assertAnnouncedOnce(Message... expected) throws Exception {
        await().untilAsserted(() -> assertThat(announced()).containsExactlyInAnyOrder(expected));
        await().until(() -> echoes.unannouncedBefore(now().plus(Duration.ofHours(1)), List.of(), 1000).stream()
                .noneMatch(echo -> echo.room().equals(room)
                        && messages.find(echo.message()).isPresent()));
        sweep.run();
        // The sweep works in the room's lane: what comes behind it finds it done.
        post(emitted(BEHIND));
        assertThat(announced()).containsExactlyInAnyOrder(expected);
    }

    private List<Message> announced() {
        return RecordingAnnouncements.in(room).stream()
                .filter(message -> !message.content().equals(BEHIND))
                .toList();
    }

    private PostMessage stored(String content) {
        return new PostMessage.Stored(room, sender, content, Optional.empty());
    }

    private PostMessage emitted(String content) {
        return new PostMessage.Emitted(room, sender, content, Optional.empty());
    }

    private PostMessage inOneStep(String content, String clientId) {
        return new PostMessage.InOneStep(room, sender, content, clientId, Optional.empty());
    }

    private Message message(String content, Optional<String> clientId) {
        return new Message(messages.nextId(), room, messages.lastSeq(room) + 1, sender, content, now(), clientId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Message post(PostMessage command) throws Exception {
        return service.post(command).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private <T> List<T> atOnce(Callable<T> action) throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD, threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                running.add(crowd.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            crowd.shutdownNow();
        }
    }
}
