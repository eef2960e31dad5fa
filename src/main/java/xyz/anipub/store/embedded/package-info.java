/**
 * The MongoDB that the server brings along for trying out: its wire and commands on a loopback port, indexes, queries,
 * and a file whose group commit loses nothing that was acknowledged.
 *
 * <p>Whoever uses it does so through the driver, as with any MongoDB. Nothing here knows a collection of ours.
 */
@NullMarked
package xyz.anipub.store.embedded;

import org.jspecify.annotations.NullMarked;
