/**
 * What events and acks look like to clients: names, payloads, errors. Nothing here decides to whom they go.
 */
@NullMarked
package xyz.anipub.chat.realtime.wire;

import org.jspecify.annotations.NullMarked;
