/**
 * Packets as one MessagePack value each, for clients that bring {@code socket.io-msgpack-parser} (protocol section 7.1).
 * {@link xyz.anipub.socketio.msgpack.MsgpackParser} is the format of packets;
 * {@link xyz.anipub.socketio.msgpack.ValueReader} and {@link xyz.anipub.socketio.msgpack.ValueWriter} are that of any
 * value, in the dialect of JavaScript's notepack, which the Redis adapters of Node speak as well (section 6).
 *
 * <p>Own code and no library: half of what a codec does is the dialect here (undefined, dates, array buffers, numbers
 * without a type), values are {@code jakarta.json} trees, and the common library reaches for {@code sun.misc.Unsafe},
 * which JDKs are taking away.
 *
 * <p>Nothing here knows connections, namespaces' members, Redis or Engine.IO.
 */
@NullMarked
package xyz.anipub.socketio.msgpack;

import org.jspecify.annotations.NullMarked;
