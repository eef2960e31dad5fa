package xyz.anipub.chat.direct;

import java.util.Collection;
import java.util.stream.Collectors;
import xyz.anipub.chat.UserId;
import xyz.anipub.text.Sha256;

/**
 * What is the same for the same people, in whatever order, and for no others: so that of two who open a room at the same time the store
 * lets one create it.
 *
 * @param text SHA-256 of the sorted ids, in hex
 */
public record DirectKey(String text) {

    /** Of all people of a room. */
    public static DirectKey of(Collection<UserId> people) {
        return new DirectKey(Sha256.hex(
                people.stream().map(UserId::value).distinct().sorted().collect(Collectors.joining(" "))));
    }
}
