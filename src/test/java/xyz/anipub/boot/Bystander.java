package xyz.anipub.boot;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.atomic.AtomicReference;

/** Stands inside an EJB, behind whatever lock the container holds for it, and does there what a test asks for. */
public class Bystander {

    static final AtomicReference<Runnable> ACTION = new AtomicReference<>(() -> {});

    @AroundInvoke
    Object invoke(InvocationContext call) throws Exception {
        ACTION.get().run();
        return call.proceed();
    }
}
