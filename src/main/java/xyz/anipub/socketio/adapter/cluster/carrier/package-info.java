/**
 * Messages between nodes, and the port {@link xyz.anipub.socketio.adapter.cluster.carrier.Carrier} that sends them, with a log
 * that all can read where it has one. All knowledge of a vendor is behind that port.
 *
 * <p>What comes from other nodes is theirs: it is read in a try, one message at a time, in a bounded queue of each namespace,
 * and what is malformed is counted and passed over.
 */
@NullMarked
package xyz.anipub.socketio.adapter.cluster.carrier;

import org.jspecify.annotations.NullMarked;
