package xyz.anipub.chat.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;

class BlocksTest {

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final UserId gone = TestIds.user();
    private final Blocks blocks = new Blocks(
            new InMemoryBlocks(),
            new InMemoryPeople(ann, bob),
            (one, other) -> {},
            new BlockRules(2),
            Clock.systemUTC());

    @Test
    void blocksBothWaysUntilTakenBack() {
        blocks.block(ann.id(), bob.id());
        blocks.block(ann.id(), bob.id());

        assertThat(blocks.isBlocked(ann.id(), List.of(bob.id()))).isTrue();
        assertThat(blocks.isBlocked(bob.id(), List.of(ann.id()))).isTrue();
        assertThat(blocks.of(bob.id(), Optional.empty(), 10).items()).isEmpty();

        blocks.unblock(ann.id(), bob.id());
        blocks.unblock(ann.id(), bob.id());

        assertThat(blocks.isBlocked(bob.id(), List.of(ann.id()))).isFalse();
    }

    @Test
    void listsPeopleAsTheyAreCalledNowAndThoseWhoAreGone() {
        blocks.block(ann.id(), bob.id());
        blocks.block(ann.id(), gone);

        assertThat(blocks.of(ann.id(), Optional.empty(), 10).items())
                .extracting(each -> each.member().map(Member::name).orElse("-"))
                .containsExactlyInAnyOrder("Bob", "-");
    }

    @Test
    void refusesOneselfAndTooMany() {
        assertThatThrownBy(() -> blocks.block(ann.id(), ann.id())).isInstanceOf(InvalidFieldException.class);
        blocks.block(ann.id(), bob.id());
        blocks.block(ann.id(), gone);

        assertThatThrownBy(() -> blocks.block(ann.id(), TestIds.user()))
                .isInstanceOfSatisfying(ChatException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.CONFLICT));
        blocks.block(ann.id(), bob.id());
        assertThat(blocks.of(ann.id(), Optional.empty(), 10).items()).hasSize(2);
    }
}
