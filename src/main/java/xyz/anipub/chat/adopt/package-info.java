/**
 * Rooms of another server, which keeps messages and members inside its room documents, as rooms of ours: with their ids, their
 * messages in their order and with numbers, and their members. Whoever's rooms they are may go on writing meanwhile; what is new there
 * comes with the next run (decision record 27).
 *
 * <p>Nothing here writes to what the other server keeps. Users are {@code auth.adopt}, behind the port {@link
 * xyz.anipub.chat.adopt.People}; what the other's documents look like is the business of {@code chat.mongo.adopt}.
 */
@NullMarked
package xyz.anipub.chat.adopt;

import org.jspecify.annotations.NullMarked;
