package xyz.anipub.auth;

import java.util.Locale;

/** The form in which e-mail addresses are kept and found: trimmed and without case. */
public final class EmailKey {

    private EmailKey() {}

    /** The key of what somebody typed; empty if that cannot be an address. */
    public static String of(String text) {
        String key = text.strip().toLowerCase(Locale.ROOT);
        int at = key.indexOf('@');
        return at > 0 && at < key.length() - 1 ? key : "";
    }
}
