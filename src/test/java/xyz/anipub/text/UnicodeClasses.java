package xyz.anipub.text;

import com.ibm.icu.text.UnicodeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Characters and texts by their classes in Unicode, for tests by property. */
final class UnicodeClasses {

    /** What nobody sees, by what Unicode says of it. */
    static final UnicodeSet UNSEEN = new UnicodeSet("[[:Default_Ignorable_Code_Point:][:White_Space:][:Cc:][:Cs:][:Co:]"
                    + "[[:Cn:]-[:Extended_Pictographic:]][:Mn:][:Me:][:Variation_Selector:]\\u2800\\u3164\\u115F\\uFFA0"
                    + "[:Bidi_Control:][\\U000E0020-\\U000E007F]]")
            .freeze();

    /** What everybody can see, if only as a box of the font. */
    static final UnicodeSet SEEN = new UnicodeSet(
                    "[[:L:][:N:][:P:][:Sm:][:Sc:][:Emoji:]-[:Default_Ignorable_Code_Point:]-[:White_Space:]]")
            .freeze();

    private UnicodeClasses() {}

    static Arbitrary<Integer> in(UnicodeSet set) {
        return Arbitraries.integers().between(0, set.size() - 1).map(set::charAt);
    }

    static Arbitrary<String> textOf(UnicodeSet set, int min, int max) {
        return in(set).list().ofMinSize(min).ofMaxSize(max).map(UnicodeClasses::text);
    }

    static Arbitrary<String> anyText(int max) {
        Arbitrary<Integer> any = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x10FFFF),
                in(UNSEEN),
                in(SEEN),
                Arbitraries.integers().between(32, 126));
        return any.list().ofMaxSize(max).map(UnicodeClasses::text);
    }

    static String text(Iterable<Integer> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::appendCodePoint);
        return text.toString();
    }
}
