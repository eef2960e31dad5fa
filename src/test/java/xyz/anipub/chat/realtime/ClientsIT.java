package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.testing.ChatApi.object;

import io.socket.client.IO;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;

/** The official Java client over each of its transports. */
class ClientsIT {

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void connectsJoinsSendsReceivesAndLeaves(String transports) {
        List<String> names = List.of(transports.split(","));
        Consumer<IO.Options> over = options -> options.transports = names.toArray(String[]::new);
        Person alice = Person.register("Alice");
        Person bob = Person.register("Bob");
        String room = alice.createRoom();
        try (ChatClient a = ChatClient.of(alice, over);
                ChatClient b = ChatClient.of(bob, over)) {
            a.join(room);
            b.join(room);
            a.awaitHeard("user_joined", notice -> notice.getString("userId").equals(bob.id()));

            JsonObject sent = a.send(room, " hello ✨ ");
            assertThat(sent.getString("content")).isEqualTo("hello ✨");
            for (ChatClient each : List.of(a, b)) {
                assertThat(each.awaitMessage("hello ✨").getString("_id")).isEqualTo(sent.getString("_id"));
            }
            IntStream.range(0, 30).forEach(i -> b.tell("send_message", object("roomId", room, "content", "#" + i)));
            a.awaitMessage("#29");
            assertThat(a.objects("receive_message"))
                    .extracting(message -> message.getInt("seq"))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 31).boxed().toList());
            // After an upgrade something has to come for it to be seen.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                a.done("get_active_users", room);
                return a.carriers().contains(names.get(names.size() - 1));
            });

            b.done("leave_room", object("roomId", room));
            a.awaitHeard("user_left", notice -> notice.getString("userId").equals(bob.id()));
        }
    }

    @Test
    void aClientComesBackWithANewSocketAndCatchesUp() {
        Person alice = Person.register("Alice");
        Person bob = Person.register("Bob");
        String room = alice.createRoom();
        bob.join(room);
        String first;
        try (ChatClient a = ChatClient.of(alice)) {
            a.join(room);
            a.send(room, "before");
            first = a.id();
        }
        JsonObject missed = bob.post(room, "meanwhile", "meanwhile");
        try (ChatClient a = ChatClient.of(alice)) {
            assertThat(a.id()).isNotEqualTo(first);
            assertThat(a.join(room).getInt("lastSeq")).isEqualTo(2);
            assertThat(alice.messages(room, "?after=1").expect(200).array()).containsExactly(missed);
            bob.post(room, "after", "after");
            a.awaitMessage("after");
            assertThat(a.objects("receive_message")).hasSize(1);
        }
    }
}
