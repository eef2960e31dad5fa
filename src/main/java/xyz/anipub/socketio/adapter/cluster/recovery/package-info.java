/**
 * Sessions that outlive their node: kept where all nodes can read them, and taken over by the node to which the client
 * comes back.
 *
 * <p>Broadcasts and questions between nodes that have nothing to do with it are not here.
 */
@NullMarked
package xyz.anipub.socketio.adapter.cluster.recovery;

import org.jspecify.annotations.NullMarked;
