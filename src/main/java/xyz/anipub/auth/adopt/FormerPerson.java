package xyz.anipub.auth.adopt;

import java.util.Optional;

/**
 * A user as the other server keeps one; what is missing there is empty.
 *
 * @param key its {@code _id} as text
 * @param id the same as an id of ours, if it can be one
 * @param password a hash, of whatever kind
 */
public record FormerPerson(String key, Optional<String> id, String name, String email, String password, String image) {

    @Override
    public String toString() {
        return "FormerPerson[" + key + "]";
    }
}
