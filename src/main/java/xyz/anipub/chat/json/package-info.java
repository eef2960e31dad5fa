/**
 * Messages and rooms as JSON, once for the REST API and for events: what both tell of one is alike.
 *
 * <p>What only one of them tells stands there.
 */
@NullMarked
package xyz.anipub.chat.json;

import org.jspecify.annotations.NullMarked;
