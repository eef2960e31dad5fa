package xyz.anipub.auth.token;

import java.util.Optional;
import java.util.UUID;

/**
 * That tokens of a user have ended, as nodes tell it each other: in the place of a token's id, which no token has that is accepted.
 *
 * @param userId whose
 * @param spared the session that goes on, empty for none
 */
record EndedUser(String userId, String spared) {

    private static final String START = "user:";
    private static final int ID_LENGTH = 24;

    static boolean isOne(String tokenId) {
        return tokenId.startsWith(START);
    }

    static Optional<EndedUser> of(String tokenId) {
        String[] parts = tokenId.split(":", 4);
        return isOne(tokenId) && parts.length == 4 && parts[1].length() == ID_LENGTH
                ? Optional.of(new EndedUser(parts[1], parts[3]))
                : Optional.empty();
    }

    /** Another one each time, as it may happen again. */
    String freshId() {
        return START + userId + ":" + UUID.randomUUID() + ":" + spared;
    }
}
