package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import io.socket.client.IO;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.SharedChat;

/** Who a socket belongs to. */
class ConnectionIT {

    private static final String OWN = "http://127.0.0.1:" + SharedChat.server().port();

    private Person alice;

    @BeforeEach
    void register() {
        alice = Person.register("Alice");
    }

    private static Consumer<IO.Options> headers(String... namesAndValues) {
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return options -> options.extraHeaders = headers;
    }

    private static Consumer<IO.Options> token(String token) {
        return options -> options.auth = Map.of("token", token);
    }

    private static void assertIs(Person person, Consumer<IO.Options> identity) {
        String room = person.createRoom();
        try (ChatClient client = ChatClient.start(person.api().root(), identity)) {
            client.awaitConnected().join(room);
            assertThat(client.send(room, "me").getString("sender")).isEqualTo(person.id());
        }
    }

    private static void assertRefused(Consumer<IO.Options> identity) {
        try (ChatClient client = ChatClient.start(SharedChat.server().uri(), identity)) {
            JsonObject error = client.awaitRefusal().asJsonObject();
            assertThat(error.getString("message")).isEqualTo("unauthorized");
            assertThat(error.getJsonObject("data")).isEqualTo(object("code", "unauthorized"));
            assertThat(client.isConnected()).isFalse();
        }
    }

    @Test
    void withoutAnIdentityNobodyConnects() {
        assertRefused(options -> {});
    }

    @Test
    void authTokenIdentifies() {
        assertIs(alice, token(alice.token()));
    }

    @Test
    void theAuthorizationHeaderIdentifies() {
        assertIs(alice, headers("Authorization", "Bearer " + alice.token()));
    }

    @Test
    void theCookieIdentifiesWithoutAnOrigin() {
        assertIs(alice, headers("Cookie", alice.cookie()));
    }

    @Test
    void theCookieIdentifiesFromTheOwnOrigin() {
        assertIs(alice, headers("Cookie", alice.cookie(), "Origin", OWN));
    }

    @Test
    void theCookieDoesNotCountFromAForeignOrigin() {
        assertRefused(headers("Cookie", alice.cookie(), "Origin", "https://evil.example"));
        assertRefused(headers("Cookie", alice.cookie(), "Origin", "null"));
    }

    @Test
    void authTokenComesFirstAndAnInvalidOneIsNotSkipped() {
        Person bob = Person.register("Bob");
        assertIs(bob, token(bob.token()).andThen(headers("Authorization", "Bearer " + alice.token())));
        assertRefused(token("nonsense").andThen(headers("Authorization", "Bearer " + alice.token())));
        assertRefused(token("").andThen(headers("Cookie", alice.cookie())));
        assertRefused(headers("Authorization", "Bearer nonsense", "Cookie", alice.cookie()));
    }

    @Test
    void theCookieDoesNotCountWhereAScriptElementMayHaveSentIt() {
        Consumer<IO.Options> byScript = options -> options.query = "j=0";

        assertRefused(byScript.andThen(headers("Cookie", alice.cookie())));
        assertIs(alice, byScript.andThen(token(alice.token())));
    }

    @Test
    void aRevokedTokenDoesNotConnect() {
        alice.logout().expect(204);
        assertRefused(token(alice.token()));
        assertRefused(headers("Cookie", alice.cookie()));
    }
}
