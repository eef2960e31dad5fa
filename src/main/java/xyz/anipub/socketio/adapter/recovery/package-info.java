/**
 * The adapter whose sockets may come back (protocol section 5): it keeps sessions of clients that are away, and replays to
 * those who return what the log has for them; alone, or sharing the log with other nodes.
 *
 * <p>No transport of a log between nodes.
 */
@NullMarked
package xyz.anipub.socketio.adapter.recovery;

import org.jspecify.annotations.NullMarked;
