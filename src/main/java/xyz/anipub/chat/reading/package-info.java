/**
 * How far members have read their rooms: by saying so, and by writing themselves.
 */
@NullMarked
package xyz.anipub.chat.reading;

import org.jspecify.annotations.NullMarked;
