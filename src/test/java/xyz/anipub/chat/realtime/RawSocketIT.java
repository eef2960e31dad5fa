package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.RawSocket;
import xyz.anipub.testing.SharedChat;

/** What no client library lets one see or do. */
class RawSocketIT {

    private Person alice;
    private String room;

    @BeforeEach
    void register() {
        alice = Person.register("Alice");
        room = alice.createRoom();
    }

    private static String sid(String open) {
        return open.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
    }

    private RawSocket connect() {
        RawSocket raw = RawSocket.open(SharedChat.server().uri(), 4);
        raw.await("0{");
        raw.send("40{\"token\":\"" + alice.token() + "\"}").await("40{");
        return raw;
    }

    @Test
    void socketIdsAreNeverSessionIds() {
        try (RawSocket raw = connect()) {
            raw.send("421[\"join_room\",{\"roomId\":\"" + room + "\"}]").await("431[");
            raw.send("422[\"get_active_users\",\"" + room + "\"]");
            String session = sid(raw.await("0{"));
            String socket = sid(raw.await("40{"));
            assertThat(raw.await("432[")).contains(socket).doesNotContain(session);
            assertThat(raw.await("42[\"active_users\"")).contains(socket).doesNotContain(session);
        }
    }

    @Test
    void aTokenThatIsNoTextIsUnauthorized() {
        for (String auth : new String[] {"{\"token\":7}", "{\"token\":{\"$ne\":1}}", "{\"token\":[]}", "{}", ""}) {
            try (RawSocket raw = RawSocket.open(SharedChat.server().uri(), 4)) {
                raw.await("0{");
                assertThat(raw.send("40" + auth).await("44"))
                        .contains("\"message\":\"unauthorized\"", "\"code\":\"unauthorized\"");
            }
        }
    }

    @Test
    void halfACharacterIsInvalid() {
        try (RawSocket raw = connect()) {
            raw.send("421[\"join_room\",{\"roomId\":\"" + room + "\"}]").await("431[");
            raw.send("422[\"send_message\",{\"roomId\":\"" + room + "\",\"content\":\"\\ud800\"}]");
            assertThat(raw.await("432[")).contains("\"ok\":false", "\"code\":\"invalid\"");
        }
    }

    @Test
    void anUnknownEventIsNoHarm() {
        try (RawSocket raw = connect()) {
            raw.send("42[\"no_such_event\",{\"a\":1}]");
            raw.send("421[\"join_room\",{\"roomId\":\"" + room + "\"}]");
            assertThat(raw.await("431[")).contains("\"ok\":true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "42{", "42[", "42[\"connect\"]", "451-[\"x\""})
    void garbageEndsTheSessionAndNothingElse(String garbage) {
        try (RawSocket other = connect();
                RawSocket raw = connect()) {
            raw.send(garbage).awaitClosed();
            other.send("421[\"join_room\",{\"roomId\":\"" + room + "\"}]").await("431[");
        }
    }
}
