/**
 * What every door to MongoDB shares: the client's settings and concerns, the classification of the
 * driver's failures, the circuit breaker, and the creation of indexes.
 *
 * <p>Nothing here knows what is stored: collections and queries are the doors' own.
 */
@NullMarked
package xyz.anipub.store;

import org.jspecify.annotations.NullMarked;
