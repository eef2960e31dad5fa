package xyz.anipub.auth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another server may have kept of a password. */
public final class BcryptHash {

    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

    private static final int LOWEST_COST = 4;

    /** Some seconds; what costs more would keep everybody from logging in. */
    public static final int HIGHEST_COST = 16;

    private BcryptHash() {}

    /** Whether it is one of bcrypt ({@code $2a$}, {@code $2b$} or {@code $2y$}), and of a cost that can be borne. */
    public static boolean is(String hash) {
        Matcher form = FORM.matcher(hash);
        if (!form.matches()) {
            return false;
        }
        int cost = Integer.parseInt(form.group(1));
        return cost >= LOWEST_COST && cost <= HIGHEST_COST;
    }
}
