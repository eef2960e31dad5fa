package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.naming.InitialContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageAnnouncer;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.chat.room.RoomRules;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.settings.Settings;
import xyz.anipub.socketio.server.SocketServer;
import xyz.anipub.testing.Deployments;

/** What the container puts together: producers, settings, the singleton of presence, the store. */
@ExtendWith(ArquillianExtension.class)
class WiringIT {

    private static final String BESIDE_ACTIVE_ROOMS = """
            <ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0">
              <interceptors>
                <interceptor><interceptor-class>xyz.anipub.boot.Bystander</interceptor-class></interceptor>
              </interceptors>
              <assembly-descriptor>
                <interceptor-binding>
                  <ejb-name>ActiveRooms</ejb-name>
                  <interceptor-class>xyz.anipub.boot.Bystander</interceptor-class>
                </interceptor-binding>
              </assembly-descriptor>
            </ejb-jar>
            """;

    @Deployment
    static WebArchive chatWar() {
        return Deployments.chatWar()
                .addClasses(WiringIT.class, Bystander.class)
                .addAsWebInfResource(new StringAsset(BESIDE_ACTIVE_ROOMS), "ejb-jar.xml");
    }

    @Inject
    private Instance<Object> beans;

    @Inject
    private ActiveRooms activeRooms;

    @EJB
    private ActiveRooms activeRoomsAsEjb;

    @Inject
    private MessageAnnouncer announcer;

    @Inject
    private RoomRepository rooms;

    @Inject
    private MembershipRepository memberships;

    @Inject
    private MessageRepository messages;

    @Inject
    private ChatStore store;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private final RoomId room = new RoomId("0123456789abcdef01234567");

    @AfterEach
    void letEverybodyPass() {
        Bystander.ACTION.set(() -> {});
    }

    @Test
    void producesOneOfEachForAll() {
        for (Class<?> type : List.of(
                MongoDatabase.class,
                Engine.class,
                SocketServer.class,
                Clock.class,
                Settings.class,
                EngineConfig.class,
                RoomRules.class,
                MessageRules.class,
                AuthSettings.class)) {
            assertThat(beans.select(type).get())
                    .as(type.getName())
                    .isSameAs(beans.select(type).get());
        }
    }

    @Test
    void readsSettingsFromTheConfiguration() {
        assertThat(beans.select(Settings.class).get().text("anipub.data"))
                .hasValueSatisfying(folder ->
                        assertThat(new java.io.File(folder)).isDirectory().isNotEmptyDirectory());
    }

    @Test
    void listensOnTheDatabaseItProduces() {
        await().atMost(Duration.ofMinutes(1)).until(store::isWritable);
        assertThat(beans.select(MongoDatabase.class).get().listCollectionNames())
                .contains("rooms", "messages");
    }

    @Test
    void hasOneActiveRoomsWhoeverAsks() throws Exception {
        ActiveRooms lookedUp = InitialContext.doLookup("java:module/ActiveRooms");
        UserId user = new UserId("abcdefabcdefabcdefabcdef");

        activeRooms.enter(room, new Presence(user, "Ann", "s1"));

        assertThat(activeRoomsAsEjb.isPresent(room, user)).isTrue();
        assertThat(lookedUp.isPresent(room, user)).isTrue();
        assertThat(announcer.isListening(room, user)).isTrue();
        assertThat(lookedUp.exit(room, new Presence(user, "Ann", "s1"))).isTrue();
        assertThat(announcer.isListening(room, user)).isFalse();
    }

    @Test
    void letsManyIntoActiveRoomsAtOnce() throws Exception {
        CyclicBarrier inside = new CyclicBarrier(4);
        Bystander.ACTION.set(() -> meet(inside));

        List<FutureTask<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FutureTask<Integer> caller = new FutureTask<>(() -> activeRooms.userCount(room));
            threads.newThread(caller).start();
            callers.add(caller);
        }

        for (FutureTask<Integer> caller : callers) {
            assertThatCode(() -> caller.get(30, TimeUnit.SECONDS)).doesNotThrowAnyException();
        }
    }

    @Test
    void letsAChatExceptionOutOfActiveRoomsAsItIs() {
        RoomNotFoundException thrown = new RoomNotFoundException();
        Bystander.ACTION.set(() -> {
            throw thrown;
        });

        assertThatThrownBy(() -> activeRooms.userCount(room)).isSameAs(thrown);

        letEverybodyPass();
        assertThat(activeRooms.userCount(room)).isZero();
    }

    @Test
    void keepsRoomsMembersAndMessagesInTheConfiguredStore() {
        await().atMost(Duration.ofMinutes(1)).until(store::isWritable);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Member ann = new Member(new UserId(messages.nextId().value()), "Ann", "");
        Room created = new Room(rooms.nextId(), "Room " + UUID.randomUUID(), "about", ann.id(), now, now);
        Message message = new Message(messages.nextId(), created.id(), 1, ann, "hello", now, Optional.of("c1"));
        Message rival = new Message(messages.nextId(), created.id(), 1, ann, "hey", now, Optional.of("c2"));

        rooms.create(created);
        rooms.addMember(created.id(), ann);
        messages.append(List.of(message));

        assertThat(rooms.find(created.id())).contains(created);
        assertThat(memberships.isMember(created.id(), ann.id())).isTrue();
        assertThat(messages.newest(created.id(), 10)).containsExactly(message);
        assertThat(messages.append(List.of(rival)).refused()).isTrue();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("nobody else was let in", alone);
        }
    }
}
