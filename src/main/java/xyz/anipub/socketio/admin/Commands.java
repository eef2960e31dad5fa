package xyz.anipub.socketio.admin;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.ReservedEvents;
import xyz.anipub.socketio.server.SocketServer;

/**
 * What operators may have done (protocol section 7.2): emit, join, leave and disconnect, for the sockets that a filter
 * names, a room or an id, or for a whole namespace. Each is logged. A command that is malformed, or that names the admin
 * namespace or one that is not there, does nothing.
 */
final class Commands {

    private static final Logger LOG = System.getLogger(Commands.class.getName());
    private static final int LONGEST_NAME = 255;

    private final SocketServer server;
    private final Namespace operators;

    Commands(SocketServer server, Namespace operators) {
        this.server = server;
        this.operators = operators;
    }

    void serve(Socket operator) {
        operator.on("emit", (arguments, ack) -> run(operator, "emit", arguments, 1, this::emit));
        operator.on("join", (arguments, ack) -> run(operator, "join", arguments, 2, this::join));
        operator.on("leave", (arguments, ack) -> run(operator, "leave", arguments, 2, this::leave));
        operator.on("_disconnect", (arguments, ack) -> run(operator, "disconnect", arguments, 2, this::disconnect));
    }

    /** What is done with the chosen sockets; false if the arguments are not what it needs. */
    private interface Command {
        boolean run(BroadcastOperator chosen, List<JsonValue> arguments);
    }

    /** @param filter where in the arguments it stands */
    private void run(Socket operator, String name, List<JsonValue> arguments, int filter, Command command) {
        boolean done = namespace(arguments)
                .flatMap(namespace -> chosen(namespace, arguments, filter))
                .filter(chosen -> command.run(chosen, arguments))
                .isPresent();
        LOG.log(
                done ? Level.INFO : Level.DEBUG,
                "Operator at {0}: {1} {2}",
                operator.handshake().request().remoteAddress(),
                name,
                done ? name(arguments, 0).orElseThrow() : "refused");
    }

    private boolean emit(BroadcastOperator chosen, List<JsonValue> arguments) {
        Optional<String> event = name(arguments, 2).filter(name -> !ReservedEvents.contains(name));
        event.ifPresent(
                name -> chosen.emit(name, arguments.subList(3, arguments.size()).toArray()));
        return event.isPresent();
    }

    private boolean join(BroadcastOperator chosen, List<JsonValue> arguments) {
        Optional<String> room = name(arguments, 1);
        room.ifPresent(chosen::socketsJoin);
        return room.isPresent();
    }

    private boolean leave(BroadcastOperator chosen, List<JsonValue> arguments) {
        Optional<String> room = name(arguments, 1);
        room.ifPresent(chosen::socketsLeave);
        return room.isPresent();
    }

    private boolean disconnect(BroadcastOperator chosen, List<JsonValue> arguments) {
        JsonValue close = arguments.size() > 1 ? arguments.get(1) : JsonValue.FALSE;
        boolean isValid = close.equals(JsonValue.TRUE) || close.equals(JsonValue.FALSE) || close.equals(JsonValue.NULL);
        if (isValid) {
            chosen.disconnectSockets(close.equals(JsonValue.TRUE));
        }
        return isValid;
    }

    private Optional<Namespace> namespace(List<JsonValue> arguments) {
        Optional<String> name = name(arguments, 0);
        return server.namespaces().stream()
                .filter(namespace -> namespace != operators)
                .filter(namespace -> name.filter(namespace.name()::equals).isPresent())
                .findFirst();
    }

    private static Optional<BroadcastOperator> chosen(Namespace namespace, List<JsonValue> arguments, int filter) {
        if (arguments.size() <= filter || arguments.get(filter).equals(JsonValue.NULL)) {
            return Optional.of(namespace.broadcast());
        }
        return name(arguments, filter).map(shown -> namespace.to(id(namespace, shown)));
    }

    /** Of a socket whose id is a secret, operators know another. */
    private static String id(Namespace namespace, String shown) {
        return namespace.sockets().stream()
                .filter(socket -> socket.publicId().equals(shown))
                .map(Socket::id)
                .findFirst()
                .orElse(shown);
    }

    private static Optional<String> name(List<JsonValue> arguments, int index) {
        return Arguments.text(arguments.size() > index ? arguments.get(index) : null)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_NAME);
    }
}
