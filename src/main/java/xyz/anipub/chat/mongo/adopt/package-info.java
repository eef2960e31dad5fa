/**
 * Rooms as the guide's server keeps them, messages and members inside, read as leniently as can be; and what has been taken over of
 * them, in {@code adoptions}. Nothing is written to what is read.
 */
@NullMarked
package xyz.anipub.chat.mongo.adopt;

import org.jspecify.annotations.NullMarked;
