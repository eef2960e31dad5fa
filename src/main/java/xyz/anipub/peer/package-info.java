/**
 * Who is at the other end of a connection, and how much of the server one of them may take: rates, shares, addresses.
 *
 * <p>Plain Java below every layer, so that the protocols, the chat and the REST doors count alike. It knows no protocol,
 * no HTTP and no user; what is counted, and what being over a limit looks like, is the caller's business.
 */
@NullMarked
package xyz.anipub.peer;

import org.jspecify.annotations.NullMarked;
