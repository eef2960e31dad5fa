package xyz.anipub.chat.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.message.Reaction;

class MessageJsonTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final UserId bob = TestIds.user();
    private final Message plain = new Message(
            TestIds.message(),
            TestIds.room(),
            1,
            new Member(TestIds.user(), "Ann", "a.png"),
            "hi",
            NOON,
            Optional.of("c1"));

    @Test
    void hasMillisecondsAndNoClientId() {
        JsonObject json = MessageJson.of(plain);
        assertThat(json.getString("timestamp")).isEqualTo("2026-01-01T12:00:00.000Z");
        assertThat(json.getString("sender")).isEqualTo(plain.sender().id().value());
        assertThat(json.toString()).doesNotContain("c1");
    }

    @Test
    void namesWhatAPlainMessageHasNotOnlyWhereItIsWhole() {
        assertThat(MessageJson.of(plain).toString())
                .endsWith(
                        "\"change\":0,\"editedAt\":null,\"deleted\":false,\"replyTo\":null,\"reactions\":[],\"mentions\":[]}");
        assertThat(MessageJson.brief(plain).build()).doesNotContainKeys("change", "editedAt", "deleted", "replyTo");
    }

    @Test
    void aMessageThatHasEverythingIsAlikeInBothForms() {
        Quote quote = new Quote(TestIds.message(), 1, bob, "Bob", "first", false);
        Mention mention = new Mention(bob, "Bob", List.of(new Mention.Place(0, 4)));
        MessageState state = new MessageState(3, Optional.of(NOON), true, List.of(new Reaction("\uD83D\uDE00", bob)));
        Message full = new Message(
                plain.id(),
                plain.room(),
                1,
                plain.sender(),
                "@Bob",
                NOON,
                Optional.empty(),
                Optional.of(quote),
                List.of(mention),
                state);
        JsonObject whole = MessageJson.of(full);
        assertThat(MessageJson.brief(full).build()).isEqualTo(whole);
        assertThat(whole.getJsonArray("reactions").toString())
                .isEqualTo("[{\"emoji\":\"\uD83D\uDE00\",\"count\":1,\"users\":[\"" + bob.value() + "\"]}]");
        assertThat(whole.getJsonObject("replyTo").getString("content")).isEqualTo("first");
        assertThat(whole.getJsonArray("mentions").toString()).contains("\"places\":[{\"start\":0,\"end\":4}]");
        assertThat(whole.getInt("change")).isEqualTo(3);
    }
}
