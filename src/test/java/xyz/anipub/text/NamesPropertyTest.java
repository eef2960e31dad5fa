package xyz.anipub.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.UnicodeSet;
import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text, whatever it is made of. */
class NamesPropertyTest {

    @Provide
    Arbitrary<String> texts() {
        return UnicodeClasses.anyText(40);
    }

    @Provide
    Arbitrary<String> unseen() {
        // Two halves side by side are a character that may well be seen.
        return UnicodeClasses.textOf(UnicodeClasses.UNSEEN, 1, 30)
                .filter(text -> text.codePoints().allMatch(UnicodeClasses.UNSEEN::contains));
    }

    @Provide
    Arbitrary<String> names() {
        return UnicodeClasses.textOf(UnicodeClasses.SEEN, 2, 20)
                .filter(name -> TextRule.name(1, 50).violation(name).isEmpty());
    }

    /** What a name may be surrounded and filled with and stay the same to the eye. */
    @Provide
    Arbitrary<String> padding() {
        UnicodeSet padding = new UnicodeSet(
                "[[:Default_Ignorable_Code_Point:]-[:Cn:]-[:Bidi_Control:]-[:Joining_Type=L:]-[:Joining_Type=D:]"
                        + "-[:Grapheme_Cluster_Break=L:]-[:Grapheme_Cluster_Break=V:]]");
        return Arbitraries.oneOf(
                UnicodeClasses.textOf(padding, 1, 3), UnicodeClasses.textOf(new UnicodeSet("[[:Zs:]\\u2800]"), 1, 3));
    }

    @Property(tries = 3_000)
    void whatNobodySeesIsNoTextAndNoName(@ForAll("unseen") String text) {
        assertThat(TextRule.text(1, 100).violation(text)).isPresent();
        assertThat(TextRule.name(1, 100).violation(text)).isPresent();
    }

    @Property(tries = 3_000)
    void oneCharacterToSeeMakesAText(@ForAll("unseen") String around, @ForAll("names") String name) {
        boolean halves = around.codePoints().anyMatch(Characters::isHalf);
        assertThat(TextRule.text(1, 100).violation(around + name + around).isEmpty())
                .isEqualTo(!halves);
    }

    @Property(tries = 3_000)
    void aKeyIsItsOwnKey(@ForAll("texts") String name) {
        String key = NameKey.of(name);
        assertThat(NameKey.of(key)).isEqualTo(key);
        assertThat(key).doesNotContain("  ").isEqualTo(key.strip());
    }

    @Property(tries = 3_000)
    void theFormerKeyIsOfTheSameName(@ForAll("texts") String name) {
        assertThat(NameKey.of(NameKey.former(name))).isEqualTo(NameKey.of(name));
    }

    @Property(tries = 3_000)
    void spellingsOfANameHaveOneKey(@ForAll("names") String name, @ForAll("padding") String padding) {
        String key = NameKey.of(name);
        assertThat(NameKey.of(padding + name + padding)).isEqualTo(key);
        assertThat(NameKey.of(Normalizer.normalize(name, Normalizer.Form.NFD))).isEqualTo(key);
        assertThat(NameKey.of(Normalizer.normalize(name, Normalizer.Form.NFKC))).isEqualTo(key);
        assertThat(NameKey.of(name + " " + name)).isEqualTo(NameKey.of(name + " " + padding + " " + name));
    }

    @Property(tries = 2_000)
    void oneKeyMakesOneLook(@ForAll("names") String name, @ForAll("padding") String padding) {
        assertThat(Lookalike.of(padding + name)).containsAll(Lookalike.of(name));
        assertThat(Lookalike.of(name + padding)).containsAll(Lookalike.of(name));
    }

    @Property(tries = 2_000)
    void aSearchFindsItselfInEveryForm(@ForAll("names") String words) {
        for (Normalizer.Form form : Normalizer.Form.values()) {
            assertThat(SearchForm.of("x " + Normalizer.normalize(words, form) + " y"))
                    .contains(SearchForm.of(words));
        }
    }

    @Property(tries = 3_000)
    void noNameEndsWithinACharacter(@ForAll("texts") String text) {
        for (int at = 1; at < text.length(); at++) {
            boolean half = Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1));
            if (!half && Characters.isSpace(text.charAt(at))) {
                assertThat(Words.canEnd(text, at)).isTrue();
            }
            if (!half && Character.getType(text.codePointAt(at)) == Character.NON_SPACING_MARK) {
                assertThat(Words.canEnd(text, at)).isFalse();
            }
        }
    }
}
