package xyz.anipub.text;

import com.ibm.icu.text.Normalizer2;

/** The form in which texts are searched: without case, compatibility forms and what nobody sees. */
public final class SearchForm {

    private static final Normalizer2 FOLDING = Normalizer2.getNFKCCasefoldInstance();

    private SearchForm() {}

    public static String of(String text) {
        return FOLDING.normalize(text);
    }

    /** Whether the form differs from the text in no more than the case of ASCII letters. */
    public static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
