package xyz.anipub.auth.adopt;

import java.util.Optional;
import xyz.anipub.auth.BcryptHash;
import xyz.anipub.auth.EmailKey;
import xyz.anipub.text.NameKey;

/**
 * A user as the other server keeps one; what is missing there is empty.
 *
 * @param key its {@code _id} as text
 * @param id the same as an id of ours, if it can be one
 * @param password a hash, of whatever kind
 */
public record FormerPerson(String key, Optional<String> id, String name, String email, String password, String image) {

    /** Whether there is nothing that anybody could be known or log in by. */
    boolean saysNothing() {
        return NameKey.of(name).isEmpty() && EmailKey.of(email).isEmpty() && !BcryptHash.is(password);
    }

    @Override
    public String toString() {
        return "FormerPerson[" + key + "]";
    }
}
