package org.example.chat;

import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.DisconnectReason;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.cdi.OnDisconnect;
import xyz.anipub.socketio.cdi.OnEvent;
import xyz.anipub.socketio.cdi.OnFailure;
import xyz.anipub.socketio.cdi.SocketNamespace;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.server.SocketServer;

/** More of the same namespace, in a class of its own. */
@SocketNamespace("/chat")
public class Lobby {

    @Inject
    private Errand errand;

    @Inject
    private SocketServer server;

    @OnEvent("ask")
    CompletionStage<Integer> ask(Socket socket, String question) { // an ack that comes later
        return socket.to("lobby").emitWithAck("question", question).thenApply(all -> all.answers()
                .size());
    }

    @OnEvent("count")
    int count(byte[] bytes, JsonValue... others) {
        return bytes.length + others.length;
    }

    @OnEvent("errands")
    int errands() {
        return errand.next() + errand.next();
    }

    @OnEvent("refused")
    void refused(Ack ack) {
        throw new IllegalArgumentException("not that");
    }

    @OnEvent("bug")
    void bug() {
        throw new IllegalStateException("secret");
    }

    @OnFailure
    Map<String, String> refuse(IllegalArgumentException refusal, String event) {
        return Map.of("refused", event, "why", refusal.getMessage());
    }

    @OnDisconnect
    void leave(Principal caller, DisconnectReason reason) {
        server.of("/chat").to("lobby").emit("left", caller.getName(), reason.text());
    }
}
