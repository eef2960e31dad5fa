package xyz.anipub.socketio.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs calls with the request context active: a new one, unless the thread has one. It ends when the call returns. */
@ApplicationScoped
class RequestScope {

    @ActivateRequestContext
    @Nullable
    Object call(Supplier<@Nullable Object> call) {
        return call.get();
    }
}
