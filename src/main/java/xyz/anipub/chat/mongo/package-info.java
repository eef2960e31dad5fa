/**
 * The door to MongoDB: keeps rooms, memberships and messages as documents.
 *
 * <p>Written for MongoDB 6 or later and for the embedded store alike, so: plain and plainly unique indexes only, no
 * transactions, no change streams, no expiry by the database. Names of collections and fields stand here and nowhere
 * else.
 */
@NullMarked
package xyz.anipub.chat.mongo;

import org.jspecify.annotations.NullMarked;
