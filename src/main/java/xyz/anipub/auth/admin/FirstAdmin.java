package xyz.anipub.auth.admin;

import java.util.Optional;
import xyz.anipub.auth.UnavailableException;

/**
 * Port to where all nodes keep who became the first admin. Any thread may call; each call may block for a bounded time.
 *
 * <p>Every method throws {@link UnavailableException} if the store cannot be reached in time.
 */
public interface FirstAdmin {

    /** The id of who has become it. */
    Optional<String> find();

    /** Makes somebody the first admin, unless there is one; of several at once one is. Whether it was this one. */
    boolean become(String userId);

    /** Makes somebody the first admin no more, if it is this one; then another may become it, by another code. */
    void resign(String userId);

    /** The code by which one becomes it: the one kept before, or else {@code candidate}, which is kept from now on. All nodes get the same. */
    String code(String candidate);
}
