/**
 * The nodes that share the database. {@link xyz.anipub.chat.node.LiveNodes}: which are alive, and which one this is. {@link
 * xyz.anipub.chat.node.ChoreLease}: which one does the maintenance. {@link xyz.anipub.chat.node.Endings}: how a right that
 * ends on one node (a leave, a deletion, a logout) ends on all. {@link xyz.anipub.chat.node.Fence}: a node that may have missed one
 * closes its connections (record 20).
 *
 * <p>How nodes reach each other is the business of {@code socketio.adapter}.
 */
@NullMarked
package xyz.anipub.chat.node;

import org.jspecify.annotations.NullMarked;
