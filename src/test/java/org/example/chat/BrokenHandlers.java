package org.example.chat;

import xyz.anipub.socketio.cdi.OnEvent;
import xyz.anipub.socketio.cdi.SocketNamespace;

/** With a parameter that nothing can be made of. */
@SocketNamespace
public class BrokenHandlers {

    @OnEvent("say")
    void say(String text, Thread thread) {}
}
