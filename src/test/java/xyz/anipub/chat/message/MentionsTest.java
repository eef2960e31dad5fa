package xyz.anipub.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.room.Member;

class MentionsTest {

    private final Cluster cluster = new Cluster();
    private final Mentions mentions = new Mentions(cluster.rooms);

    private List<String> in(String content) {
        return mentions.in(cluster.room, content).stream().map(Mention::name).toList();
    }

    private Member joined(String name) {
        Member member = Cluster.member(name);
        cluster.rooms.addMember(cluster.room, member);
        return member;
    }

    @Test
    void areFoundInTheOrderOfTheTextEachOnce() {
        assertThat(in("@Bob, tell @Ann that @Bob is here")).containsExactly("Bob", "Ann");
        assertThat(mentions.in(cluster.room, "@ann")).containsExactly(new Mention(cluster.ann.id(), "Ann"));
    }

    @Test
    void ignoreCaseAndCompatibilityForms() {
        assertThat(in("@BOB @ａｎｎ")).containsExactly("Bob", "Ann");
    }

    @Test
    void takeTheLongestNameAndNamesWithSpaces() {
        joined("Ann Lee");
        joined("Ann Lee Junior");
        joined("C++ :)");
        assertThat(in("@Ann Lee Junior")).containsExactly("Ann Lee Junior");
        assertThat(in("@Ann Lee's cat")).containsExactly("Ann Lee");
        assertThat(in("@Ann Leeds")).containsExactly("Ann");
        assertThat(in("@C++ :)!")).containsExactly("C++ :)");
    }

    @Test
    void areWholeWordsWhereWordsHaveSpaces() {
        joined("太郎");
        assertThat(in("@Anna @Bobby @Bob2")).isEmpty();
        assertThat(in("@太郎さん")).containsExactly("太郎");
        assertThat(in("mail@Ann.example")).isEmpty();
        assertThat(in("(@Ann) @Bob.")).containsExactly("Ann", "Bob");
        assertThat(in("こんにちは@Ann")).containsExactly("Ann");
    }

    @Test
    void areOnlyMembers() {
        assertThat(in("@Carl @ @@ @")).isEmpty();
        assertThat(in("@@Ann")).containsExactly("Ann");
        assertThat(mentions.in(cluster.room("Other"), "@Carl")).isEmpty();
    }

    @Test
    void areAtMostTen() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 12).forEach(i -> {
            joined("user" + i);
            text.append("@user").append(i).append(' ');
        });
        assertThat(in(text.toString())).hasSize(10);
    }

    @Test
    void costNoQuestionWithoutASign() {
        List<String> calls = new ArrayList<>();
        cluster.faults.watch(calls::add);
        in("hello Ann");
        in("me@example.org");
        assertThat(calls).isEmpty();
        in("@Ann");
        assertThat(calls).containsExactly("membersNamed");
    }

    @Test
    void boundWhatATextOfSignsAsksFor() {
        List<Integer> asked = new ArrayList<>();
        Mentions counting = new Mentions(new xyz.anipub.chat.room.InMemoryRoomRepository(cluster.faults) {
            @Override
            public java.util.Map<String, Member> membersNamed(
                    xyz.anipub.chat.RoomId room, java.util.Collection<String> nameKeys) {
                asked.add(nameKeys.size());
                return super.membersNamed(room, nameKeys);
            }
        });
        counting.in(cluster.room, "@ ! ? .".repeat(280));
        counting.in(
                cluster.room,
                IntStream.range(0, 200)
                        .mapToObj(i -> "@a%d b%d-".formatted(i, i))
                        .reduce("", String::concat));
        assertThat(asked).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(240));
    }
}
