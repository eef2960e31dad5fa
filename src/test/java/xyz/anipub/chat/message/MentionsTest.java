package xyz.anipub.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.posting.Cluster;

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
        assertThat(mentions.in(cluster.room, "@ann"))
                .containsExactly(new Mention(cluster.ann.id(), "Ann", List.of(new Mention.Place(0, 4))));
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0E2A\u0E21\u0E0A\u0E32\u0E22 \u0E27\u0E07\u0E28\u0E4C\u0E2A\u0E38\u0E27\u0E23\u0E23\u0E13\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E34\u0E4C",
                "\u0928\u093F\u0936\u093E \u0930\u093E\u0935",
                "Nguy\u1EC5n Th\u1ECB Minh Khai",
                "\uAE40\uCCA0\uC218",
                "\u1019\u1031\u102C\u1004\u103A",
                "a b c d e f g h i j k l m n o p q r s t u v w x y z",
                "\uD83D\uDC69\u200D\uD83D\uDCBB Ada",
                "R\u00E9mi"
            })
    void areNamesOfAnyLengthInAnyScriptHoweverTyped(String name) {
        joined(name);
        for (Normalizer.Form form : Normalizer.Form.values()) {
            for (String sign : List.of("@", "\uFF20")) {
                String typed = sign + Normalizer.normalize(name, form);
                assertThat(mentions.in(cluster.room, "hi " + typed + ", you"))
                        .singleElement()
                        .satisfies(mention -> {
                            assertThat(mention.name()).isEqualTo(name);
                            assertThat(mention.places()).containsExactly(new Mention.Place(3, 3 + typed.length()));
                        });
            }
        }
        assertThat(in("@" + name + "\u0301 @" + name + "\u200D\u093E")).isEmpty();
    }

    @Test
    void endWhereANameCanEnd() {
        joined("Bob x");
        joined("\u0645\u06CC");
        assertThat(in("@Bob x_y")).containsExactly("Bob");
        assertThat(in("@Bob_y @Bob\u0301 @Bob\u200Dby")).isEmpty();
        assertThat(in("_@Bob x_ __@Ann__")).containsExactly("Bob x", "Ann");
        assertThat(in("x_@Ann")).isEmpty();
        // Joined without a space, as Persian is.
        assertThat(in("@\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")).isEmpty();
        assertThat(in("@\u0645\u06CC \u062E")).containsExactly("\u0645\u06CC");
    }

    @Test
    void haveAllTheirPlaces() {
        assertThat(mentions.in(cluster.room, "@Bob \uD83D\uDE00 @ann @BOB"))
                .containsExactly(
                        new Mention(
                                cluster.bob.id(), "Bob", List.of(new Mention.Place(0, 4), new Mention.Place(13, 17))),
                        new Mention(cluster.ann.id(), "Ann", List.of(new Mention.Place(8, 12))));
    }

    @Test
    void areFoundAgainInWhatWasStoredWithoutPlaces() {
        List<Mention> old = List.of(new Mention(cluster.ann.id(), "Ann", List.of()));
        assertThat(Mention.located("hi @ANN", old))
                .containsExactly(new Mention(cluster.ann.id(), "Ann", List.of(new Mention.Place(3, 7))));
        assertThat(Mention.located("gone", old)).isEqualTo(old);
    }

    @Test
    void areNotInCodeAndAddresses() {
        assertThat(in("`@Bob` ``@Bob``\n```\n@Bob\n```\n@Ann")).containsExactly("Ann");
        assertThat(in("~~~\n@Bob")).isEmpty();
        assertThat(in("https://example.org/@Bob http://x.y/?@Bob")).isEmpty();
        assertThat(in("https://example.org @Bob")).containsExactly("Bob");
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
        counting.in(cluster.room, "@\u592A\u90CE".repeat(660));
        counting.in(cluster.room, ("@" + "\u592A".repeat(400)).repeat(5));
        counting.in(cluster.room, ("@" + "_".repeat(99)).repeat(20));
        counting.in(
                cluster.room,
                IntStream.range(0, 200)
                        .mapToObj(i -> "@a%d b%d-".formatted(i, i))
                        .reduce("", String::concat));
        assertThat(asked).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(600));
    }

    @Test
    void boundWhatABatchOfTextsAsksForAndGiveEachItsShare() {
        List<Integer> asked = new ArrayList<>();
        Mentions counting = new Mentions(new xyz.anipub.chat.room.InMemoryRoomRepository(cluster.faults) {
            @Override
            public java.util.Map<String, Member> membersNamed(
                    xyz.anipub.chat.RoomId room, java.util.Collection<String> nameKeys) {
                asked.add(nameKeys.size());
                return nameKeys.contains("ann lee") ? java.util.Map.of("ann lee", cluster.ann) : java.util.Map.of();
            }
        });
        List<String> texts = new ArrayList<>(IntStream.range(0, 99)
                .mapToObj(text -> IntStream.range(0, 20)
                        .mapToObj(i -> "@x%dx%d and so on and so on ".formatted(text, i))
                        .reduce("", String::concat))
                .toList());
        texts.add("one for @Ann Lee and nobody else");

        assertThat(counting.known(cluster.room, texts)).containsKey("ann lee");

        assertThat(asked).containsExactly(2500);
    }
}
