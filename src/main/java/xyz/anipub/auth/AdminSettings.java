package xyz.anipub.auth;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who the site's admins are. Never by a name, which a stranger could register.
 *
 * @param ids {@code anipub.admins}: user ids, 24 hex digits each. Default none
 * @param claim {@code anipub.auth.admin-claim}: a claim of another site's tokens that is {@code true} for its admins. Default none
 */
public record AdminSettings(Set<String> ids, String claim) {

    /** The defaults. */
    public static final AdminSettings USUAL = new AdminSettings(Set.of(), "");

    /** Whether they name nobody. */
    public boolean areNobody() {
        return ids.isEmpty() && claim.isEmpty();
    }

    public AdminSettings {
        ids = ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (!ids.stream().allMatch(id -> id.matches("[0-9a-f]{24}"))) {
            throw new IllegalArgumentException("anipub.admins must be user ids, 24 hex digits each: " + ids);
        }
    }
}
