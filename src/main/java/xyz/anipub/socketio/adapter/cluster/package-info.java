/**
 * Several nodes as one: {@link xyz.anipub.socketio.adapter.cluster.ClusterAdapter} joins the adapter of one node to those of
 * others, whatever carries their messages: it asks them, gathers their answers, and does what they ask.
 *
 * <p>What a vendor must do for it is in {@code carrier}, what nodes do together for clients that come back in {@code recovery}.
 */
@NullMarked
package xyz.anipub.socketio.adapter.cluster;

import org.jspecify.annotations.NullMarked;
