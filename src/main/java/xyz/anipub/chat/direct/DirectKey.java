package xyz.anipub.chat.direct;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;
import xyz.anipub.chat.UserId;

/**
 * What is the same for the same people, in whatever order, and for no others: so that of two who open a room at the same time the store
 * lets one create it.
 *
 * @param text SHA-256 of the sorted ids, in hex
 */
public record DirectKey(String text) {

    /** Of all people of a room. */
    public static DirectKey of(Collection<UserId> people) {
        String ids = people.stream().map(UserId::value).distinct().sorted().collect(Collectors.joining(" "));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(ids.getBytes(StandardCharsets.US_ASCII));
            return new DirectKey(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
