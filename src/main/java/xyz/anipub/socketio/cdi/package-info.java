/**
 * The CDI face of the Socket.IO server: handlers are methods of beans, and their parameters say what they need.
 *
 * <pre>{@code
 * public record Say(String room, String text) {}
 *
 * @SocketNamespace("/chat")
 * class Chat {
 *     @BeforeConnect
 *     Principal identify(Handshake handshake, Login login) { … } // what it returns is attached to the socket
 *
 *     @OnConnect
 *     void enter(Socket socket) { socket.join("lobby"); }
 *
 *     @OnEvent("say")
 *     Answer say(Socket socket, Principal caller, Say say) { … } // what it returns is the ack
 *
 *     @OnFailure
 *     Problem refuse(ClosedException closed) { … } // so is this
 *
 *     @OnDisconnect
 *     void leave(Socket socket, DisconnectReason reason) { … }
 * }
 * }</pre>
 *
 * <p>An application that produces a {@link xyz.anipub.socketio.server.SocketServer} bean needs no more than these annotations:
 * {@link xyz.anipub.socketio.cdi.AnnotatedNamespaces} finds the beans when the application starts, plans every call, and
 * ends the start with a message that names class, method and parameter if one cannot be served. Calls go through the
 * container's references, so that scopes, interceptors and injection work as everywhere; the request context is active
 * around each. Records travel through JSON-B ({@link xyz.anipub.socketio.cdi.JsonbPayloads}).
 *
 * <p>Everything here rests on {@link xyz.anipub.socketio.Handling}, which does the same with lambdas and without a
 * container. No protocol belongs here, and nothing of Engine.IO or of the chat.
 */
@NullMarked
package xyz.anipub.socketio.cdi;

import org.jspecify.annotations.NullMarked;
