package org.example.chat;

import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.cdi.BeforeConnect;
import xyz.anipub.socketio.cdi.OnConnect;
import xyz.anipub.socketio.cdi.OnEvent;
import xyz.anipub.socketio.cdi.SocketNamespace;
import xyz.anipub.socketio.handshake.ConnectRefusedException;

/** The handlers of one namespace. */
@SocketNamespace("/chat")
public class Chat {

    @BeforeConnect
    User identify(Login login) { // a record of what the client sent as auth
        return User.of(login.name()).orElseThrow(() -> new ConnectRefusedException("unauthorized"));
    }

    @OnConnect
    void enter(Socket socket) {
        socket.join("lobby");
    }

    @OnEvent("say")
    Said say(Socket socket, User caller, Say say) { // who identify said it is, and a record of the argument
        Said said = new Said(caller.getName(), say.text());
        socket.to("lobby").emit("said", said);
        return said; // the ack
    }
}
