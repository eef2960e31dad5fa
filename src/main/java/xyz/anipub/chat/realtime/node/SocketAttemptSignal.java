package xyz.anipub.chat.realtime.node;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import xyz.anipub.auth.login.Attempt;
import xyz.anipub.auth.login.AttemptSignal;
import xyz.anipub.auth.login.LoginCounts;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.json.Json;
import xyz.anipub.socketio.server.SocketServer;

/** Signals logins and registrations by server events of the namespace, if it is shared. */
@SingletonBean
public class SocketAttemptSignal implements AttemptSignal {

    /** Of a name and an address together, with room to spare. */
    private static final int MAX_LENGTH = 300;

    private final NodeEvent event;

    @Inject
    SocketAttemptSignal(SocketServer server) {
        this.event = new NodeEvent(server, "anipub:attempt");
    }

    /** Passes on what others signal. To be called once, before the first socket. */
    public void watch(LoginCounts counts) {
        event.on(message -> read(message.asJsonObject()), counts::counted);
    }

    private static Attempt read(JsonObject json) {
        Attempt.Step step = Attempt.Step.valueOf(json.getString("step"));
        Attempt attempt = new Attempt(step, json.getString("name"), json.getString("address"));
        if (attempt.name().length() + attempt.address().length() > MAX_LENGTH) {
            throw new IllegalArgumentException("no name and address are so long");
        }
        return attempt;
    }

    @Override
    public void counted(Attempt attempt) {
        event.send(Json.createObjectBuilder()
                .add("step", attempt.step().name())
                .add("name", attempt.name())
                .add("address", attempt.address())
                .build());
    }
}
