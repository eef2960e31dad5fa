package xyz.anipub.chat.rest.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.problem.ProblemCode;

class PendingMessageTest {

    private final Message message = new Message(
            TestIds.message(),
            TestIds.room(),
            1,
            new Member(TestIds.user(), "Ann", "a.png"),
            "hi",
            Instant.parse("2026-01-01T12:00:00Z"),
            Optional.of("c1"));

    @Test
    void givesTheMessageOrTheRefusalItself() {
        PendingMessage stored = new PendingMessage();
        assertThat(stored.await(CompletableFuture.completedFuture(message))).isEqualTo(message);
        assertThatThrownBy(() -> stored.await(CompletableFuture.failedFuture(new NotAMemberException())))
                .isInstanceOf(NotAMemberException.class);
        assertThatThrownBy(() -> stored.await(CompletableFuture.failedFuture(new TimeoutException())))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void hasAProblemForEveryCodeOfTheChat() {
        assertThat(Arrays.stream(ErrorCode.values()).map(code -> ProblemCode.ofText(code.text())))
                .allMatch(Optional::isPresent);
    }
}
