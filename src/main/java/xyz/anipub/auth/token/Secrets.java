package xyz.anipub.auth.token;

import xyz.anipub.auth.UnavailableException;

/** Port to the secrets that all nodes over one store share because nobody configured them. */
public interface Secrets {

    /**
     * The secret of this name: the one kept before, or, if there is none, {@code candidate}, which is kept from now on.
     * Of several nodes at once one candidate wins, and all get it.
     *
     * @throws UnavailableException if the store cannot be reached in time
     */
    String keepFirst(String name, String candidate);
}
