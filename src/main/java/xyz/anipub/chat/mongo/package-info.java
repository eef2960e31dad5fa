/**
 * The MongoDB adapter: repositories of messages, changes and nodes; rooms and memberships
 * are {@code chat.mongo.room}. The collections, their indexes and how durably each is written stand in {@link
 * xyz.anipub.chat.mongo.ChatStore} and beside it.
 *
 * <p>Written for MongoDB 6 or later and for the embedded store alike, so: plain, unique and partial indexes (the embedded store has no others), no
 * transactions, no change streams, no expiry by the database. Names of collections and fields stand here and nowhere
 * else.
 */
@NullMarked
package xyz.anipub.chat.mongo;

import org.jspecify.annotations.NullMarked;
