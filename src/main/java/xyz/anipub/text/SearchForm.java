package xyz.anipub.text;

import com.ibm.icu.text.Normalizer2;

/** The form in which texts are searched: without case, compatibility forms and what nobody sees. */
public final class SearchForm {

    /** First, as marks that fold to letters (U+0345) fold by their place, and one text has many orders of its marks. */
    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFKDInstance();

    private static final Normalizer2 FOLDING = Normalizer2.getNFKCCasefoldInstance();

    private SearchForm() {}

    public static String of(String text) {
        return FOLDING.normalize(DECOMPOSED.normalize(text));
    }

    /** Whether the form differs from the text in no more than the case of ASCII letters. */
    public static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
