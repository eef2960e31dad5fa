/**
 * Several nodes as one: {@link xyz.anipub.socketio.adapter.cluster.ClusterAdapter} joins the adapter of one node to those of
 * others, whatever carries their messages. All knowledge of a vendor is behind the port
 * {@link xyz.anipub.socketio.adapter.cluster.Carrier}.
 *
 * <p>What comes from other nodes is theirs: it is read in a try, one message at a time, in a bounded queue of each namespace,
 * and what is malformed is counted and passed over.
 */
@NullMarked
package xyz.anipub.socketio.adapter.cluster;

import org.jspecify.annotations.NullMarked;
