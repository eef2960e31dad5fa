/**
 * This node's sessions for clients that have come to another node: what {@code engineio.relay} brings is done to them here.
 *
 * <p>Nothing about how it comes.
 */
@NullMarked
package xyz.anipub.engineio.transport.relayed;

import org.jspecify.annotations.NullMarked;
