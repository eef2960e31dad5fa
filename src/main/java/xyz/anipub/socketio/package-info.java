/**
 * What applications see of a Socket.IO v5 server over {@link xyz.anipub.engineio.SessionListener}: namespaces, sockets, events,
 * acks, rooms. Here are interfaces; {@link xyz.anipub.socketio.server.SocketServer} hands out what implements them.
 * Clients of protocol v4, those of Socket.IO 2, come in by another {@code Dialect}, where the engine takes them.
 *
 * <pre>{@code
 * EngineThreads threads = EngineThreads.of(executor, timers);
 * SocketServer server = new SocketServer(SocketServerConfig.standard(), threads);
 * server.of("/").use(socket -> {
 *     if (!socket.handshake().auth().containsKey("token")) {
 *         throw new ConnectRefusedException("unauthorized");
 *     }
 * });
 * server.of("/").onConnection(socket -> {
 *     socket.join("lobby");
 *     socket.onDisconnect((reason, detail) -> server.to("lobby").emit("left", socket.publicId()));
 * });
 * server.of("/").answer("say", String.class, (socket, text) -> {
 *     socket.to("lobby").emit("said", text);
 *     return "ok"; // the ack; a CompletionStage answers later
 * });
 * Engine engine = new Engine(EngineConfig.standard(), server, threads);
 * }</pre>
 *
 * <p>Handlers are declared once for a namespace ({@link xyz.anipub.socketio.Handling}: typed arguments, the result is the
 * ack, failures are answered in one place) or for one socket ({@link xyz.anipub.socketio.Socket#on}: as it comes). To
 * broadcast there is one vocabulary, {@link xyz.anipub.socketio.BroadcastOperator}, whether it begins at the server, a
 * namespace or a socket. Types beyond JSON's come with a {@link xyz.anipub.socketio.event.PayloadCodec}.
 *
 * <p>Plain Java and {@code jakarta.json}; it needs no container. A room is a delivery list, a plain string, and means
 * nothing else here. Nothing in this package, or in {@code socketio.server}, knows the chat, servlets, CDI or the class
 * {@code Packet} of Engine.IO.
 */
@NullMarked
package xyz.anipub.socketio;

import org.jspecify.annotations.NullMarked;
