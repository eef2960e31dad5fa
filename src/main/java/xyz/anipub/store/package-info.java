/**
 * What every door to MongoDB shares: the client's settings and concerns, what the driver's failures mean, the breaker, and
 * how indexes come into being.
 *
 * <p>Nothing here knows what is stored: collections and queries are the doors' own.
 */
package xyz.anipub.store;
