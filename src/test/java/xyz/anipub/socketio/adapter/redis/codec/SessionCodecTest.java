package xyz.anipub.socketio.adapter.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.bytes;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.adapter.cluster.carrier.KeptSession;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.adapter.log.Mark;
import xyz.anipub.socketio.adapter.log.Standing;
import xyz.anipub.socketio.msgpack.ValueWriter;
import xyz.anipub.socketio.packet.Arguments;

/** Kept sessions, and the ids of entries in them. */
class SessionCodecTest {

    private static final String NODES =
            "hKNzaWS0UjRJQXpwNmp1YTZscVhJNUFBQUGjcGlktDJFTDhPOUtnRmhlMUFnbVJBQUFCpXJvb21zkrRSNElBenA2"
                    + "anVhNmxxWEk1QUFBQaVyb29tMaRkYXRhgqNmb2+jYmFyo2JpbsQCAQI=";

    private final SessionCodec codec = new SessionCodec(MessageLimits.standard());

    @Test
    void readsASessionOfNode() {
        assertThat(codec.decode(bytes(NODES)))
                .isEqualTo(new KeptSession(
                        "R4IAzp6jua6lqXI5AAAA",
                        "2EL8O9KgFhe1AgmRAAAB",
                        Set.of("R4IAzp6jua6lqXI5AAAA", "room1"),
                        Map.of("foo", Arguments.value("bar"), "bin", Arguments.value(new byte[] {1, 2})),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void writesThatSessionAsNodeDoesButForTheOrderOfItsData() {
        String text = text(codec.encode(codec.decode(bytes(NODES))));

        assertThat(Base64.getDecoder().decode(text))
                .hasSameSizeAs(Base64.getDecoder().decode(NODES));
        assertThat(text).startsWith(NODES.substring(0, 120));
    }

    @Test
    void readsItsOwnAdditions() {
        KeptSession session = new KeptSession(
                "s",
                "p",
                Set.of("s"),
                Map.of(),
                Optional.of("/admin"),
                Optional.of(new Standing(
                        7,
                        5,
                        new Mark("0123456789abcdef", new EntryId(6, 1), 3),
                        new Mark("0123456789abcdef", new EntryId(5, 0), 2))));

        assertThat(codec.decode(codec.encode(session))).isEqualTo(session);
    }

    @Test
    void doesNotTellTheSecret() {
        assertThat(codec.decode(bytes(NODES)).toString()).doesNotContain("2EL8O9KgFhe1AgmRAAAB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "AA==", "gA==", "wA==", "hKNzaWQ="})
    void refusesWhatIsNoSession(String value) {
        assertThatThrownBy(() -> codec.decode(bytes(value))).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @CsvSource({"pid, 5", "rooms, room1", "at, yesterday", "nsp, true"})
    void refusesFieldsOfAnotherKind(String field, String json) {
        Map<String, Object> session = new HashMap<>(Map.of("sid", "s", "pid", "p"));
        session.put(field, json.equals("5") ? 5 : json.equals("true") ? true : json);
        byte[] value = Base64.getEncoder()
                .encode(new ValueWriter().value(Arguments.value(session)).toByteArray());

        assertThatThrownBy(() -> codec.decode(value))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(field);
    }

    @Test
    void refusesMoreThanAllowed() {
        SessionCodec narrow = new SessionCodec(new MessageLimits(100, 9, 99));
        KeptSession session = codec.decode(bytes(NODES));

        assertThatThrownBy(() -> narrow.decode(NODES.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> narrow.encode(session)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1795849788786-0, 1795849788786-1",
        "0-0, 0-1",
        "18446744073709551615-18446744073709551614, 18446744073709551615-18446744073709551615",
        "7-18446744073709551615, 8-0"
    })
    void anEntryIsFollowedByTheNextId(String id, String next) {
        EntryId entry = EntryId.parse(id).orElseThrow();

        assertThat(entry).hasToString(id);
        assertThat(entry.next()).hasToString(next).isGreaterThan(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "5", "5-", "-5", "5-1-1", "5-1 ", "+5-1", "a-1", "18446744073709551616-0", "٣-1"})
    void whatElseClientsSayIsNoEntry(String text) {
        assertThat(EntryId.parse(text)).isEmpty();
    }

    @Test
    void idsAreOrderedAsInRedis() {
        assertThat(EntryId.parse("10-0").orElseThrow())
                .isGreaterThan(EntryId.parse("9-99").orElseThrow())
                .isLessThan(EntryId.parse("10-1").orElseThrow())
                .isLessThan(EntryId.parse("18446744073709551615-0").orElseThrow());
    }
}
