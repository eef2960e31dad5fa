/**
 * Rooms and memberships as documents: their repositories, names, counts and deletions.
 */
@NullMarked
package xyz.anipub.chat.mongo.room;

import org.jspecify.annotations.NullMarked;
