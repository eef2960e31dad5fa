/**
 * A Socket.IO v5 server over {@link xyz.anipub.engineio.SessionListener}: namespaces, sockets, events, acks, rooms.
 *
 * <pre>{@code
 * SocketServer server = new SocketServer(SocketServerConfig.standard(), timers);
 * server.of("/").use(socket -> {
 *     if (!socket.handshake().auth().containsKey("token")) {
 *         throw new ConnectRefusedException("unauthorized");
 *     }
 * });
 * server.of("/").onConnection(socket -> {
 *     socket.join("lobby");
 *     socket.on("say", (arguments, ack) -> {
 *         socket.to("lobby").emit("said", arguments.get(0));
 *         ack.send("ok");
 *     });
 *     socket.onDisconnect((reason, detail) -> server.to("lobby").emit("left", socket.id()));
 * });
 * Engine engine = new Engine(EngineConfig.standard(), server, executor, timers);
 * }</pre>
 *
 * <p>Plain Java and {@code jakarta.json}; it needs no container. A room is a delivery list, a plain string, and means
 * nothing else here. Nothing in this package knows the chat, servlets, CDI or the class {@code Packet} of Engine.IO.
 */
@NullMarked
package xyz.anipub.socketio;

import org.jspecify.annotations.NullMarked;
