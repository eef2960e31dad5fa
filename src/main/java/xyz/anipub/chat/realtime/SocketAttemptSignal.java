package xyz.anipub.chat.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import xyz.anipub.auth.Attempt;
import xyz.anipub.auth.AttemptSignal;
import xyz.anipub.auth.LoginCounts;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.SocketServer;

/** Signals logins and registrations by server events of the namespace, if it is shared. */
@ApplicationScoped
public class SocketAttemptSignal implements AttemptSignal {

    private static final System.Logger LOG = System.getLogger(SocketAttemptSignal.class.getName());

    private static final String EVENT = "anipub:attempt";

    /** Of a name and an address together, with room to spare. */
    private static final int MAX_LENGTH = 300;

    private final Namespace namespace;

    @Inject
    SocketAttemptSignal(SocketServer server) {
        this.namespace = server.of("/");
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SocketAttemptSignal() {
        this.namespace = null;
    }

    /** Passes on what others signal. To be called once, before the first socket. */
    public void watch(LoginCounts counts) {
        namespace.onServerEvent(EVENT, (arguments, ack) -> received(arguments, counts));
    }

    private static void received(List<JsonValue> arguments, LoginCounts counts) {
        try {
            JsonObject json = arguments.get(0).asJsonObject();
            Attempt.Step step = Attempt.Step.valueOf(json.getString("step"));
            Attempt attempt = new Attempt(step, json.getString("name"), json.getString("address"));
            if (attempt.name().length() + attempt.address().length() > MAX_LENGTH) {
                throw new IllegalArgumentException("no name and address are so long");
            }
            counts.counted(attempt);
        } catch (IndexOutOfBoundsException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException malformed) {
            LOG.log(System.Logger.Level.DEBUG, "Another node sent no attempt that can be read", malformed);
        }
    }

    @Override
    public void counted(Attempt attempt) {
        if (namespace.isShared()) {
            namespace.serverSideEmit(
                    EVENT,
                    Json.createObjectBuilder()
                            .add("step", attempt.step().name())
                            .add("name", attempt.name())
                            .add("address", attempt.address())
                            .build());
        }
    }
}
