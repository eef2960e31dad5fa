package xyz.anipub.chat.invite;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import xyz.anipub.text.Sha256;

/**
 * What is handed on to somebody who is to come into a room: 128 random bits. Only a hash of it is stored, so that who reads the store
 * cannot come in; a slow one is not needed, as nobody finds so many bits.
 *
 * @param text 22 characters that any address takes
 */
public record InvitationCode(String text) {

    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** A new one. */
    static InvitationCode fresh(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new InvitationCode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Reads a code that came from outside.
     *
     * @throws InvitationNotFoundException if it has not the form of one: then none can be it
     */
    public static InvitationCode parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new InvitationNotFoundException();
        }
        return new InvitationCode(text);
    }

    /** As it is stored: SHA-256 in hex. */
    public String hash() {
        return Sha256.hex(text);
    }

    /** Not in any log. */
    @Override
    public String toString() {
        return "InvitationCode";
    }
}
