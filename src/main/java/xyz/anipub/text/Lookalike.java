package xyz.anipub.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Set;

/**
 * When two names look alike to a reader: when they have a skeleton of Unicode's security mechanisms (UTS 39) in common,
 * be it as they are written or without case. Only to refuse new names: skeletons are nothing to show or to find by.
 */
public final class Lookalike {

    private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();
    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();

    private Lookalike() {}

    /**
     * The two skeletons of a name. Those of a name as it is written and those without case do not meet: {@code Ian} looks
     * like {@code lan}, but {@code Lan} does not.
     */
    public static Set<String> of(String name) {
        return Set.of("a:" + skeleton(NameKey.of(name)), "A:" + skeleton(asWritten(name)));
    }

    /** What the skeletons depend on; those of another version are others. */
    public static String version() {
        return "1/" + UCharacter.getUnicodeVersion();
    }

    private static String skeleton(String name) {
        return CHECKER.getSkeleton(name);
    }

    private static String asWritten(String name) {
        String visible = NameKey.withoutUnseen(COMPATIBLE.normalize(name));
        return NameKey.withSingleSpaces(COMPATIBLE.normalize(visible));
    }
}
