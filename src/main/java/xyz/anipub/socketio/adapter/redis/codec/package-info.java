/**
 * The wire of Socket.IO's Redis adapters, byte by byte and without I/O: what is written to which channel or stream,
 * and what is read from there. There are three families that do not understand each other, each with a codec for one namespace on one node; all
 * bring the same {@link xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage}s:
 *
 * <ul>
 *   <li>streams: {@link xyz.anipub.socketio.adapter.redis.codec.StreamsCodec}, names in
 *       {@link xyz.anipub.socketio.adapter.redis.codec.StreamKeys} and {@link xyz.anipub.socketio.adapter.redis.codec.ClusterChannels};
 *       sessions that outlive their node in {@link xyz.anipub.socketio.adapter.redis.codec.SessionCodec}
 *   <li>sharded: {@link xyz.anipub.socketio.adapter.redis.codec.ShardedCodec}, names in
 *       {@link xyz.anipub.socketio.adapter.redis.codec.ClusterChannels}
 *   <li>classic: {@link xyz.anipub.socketio.adapter.redis.codec.ClassicCodec}, names in
 *       {@link xyz.anipub.socketio.adapter.redis.codec.ClassicChannels}
 * </ul>
 *
 * <p><b>What others write.</b> Nothing that comes is trusted. What is not for this node is an empty answer; what is broken
 * ends in a {@link xyz.anipub.socketio.adapter.redis.codec.MalformedMessageException} and in nothing else, and costs no more memory
 * than {@link xyz.anipub.socketio.adapter.redis.codec.MessageLimits} allow. Readers are as lenient as Node's where Node's are
 * harmless: map keys in any order and more of them, numbers in any form, rooms that are numbers.
 *
 * <p><b>What we write.</b> Always whole messages of the newest form, because servers of Node.js crash, stop listening or loop
 * on others: three lists in the options, packets that are events with an array, never nil. Rooms are written in alphabetical
 * order, so that a message always has the same bytes.
 *
 * <p>A date is its ISO text here, as everywhere above {@code socketio.msgpack}; an extension of MessagePack that Node does not
 * write is malformed.
 */
@NullMarked
package xyz.anipub.socketio.adapter.redis.codec;

import org.jspecify.annotations.NullMarked;
