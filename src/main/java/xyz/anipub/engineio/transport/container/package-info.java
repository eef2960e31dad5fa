/**
 * What one container does in its own way, found out at run time: how Tyrus, Undertow and any other write a WebSocket's
 * messages, which connection is behind a request, what becomes of a body that nobody reads.
 *
 * <p>By names and reflection alone, so that all of it is loaded everywhere; what is compiled against a vendor is in
 * {@code carrier}. Outside this family a container matters in {@code gate} (Payara Micro) and in a filter of {@code web} (WildFly).
 */
@NullMarked
package xyz.anipub.engineio.transport.container;

import org.jspecify.annotations.NullMarked;
