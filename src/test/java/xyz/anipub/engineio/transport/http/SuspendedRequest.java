package xyz.anipub.engineio.transport.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A container's side of one asynchronous request: it keeps what is done to it, and can end it. */
public final class SuspendedRequest {

    /** What an event is made of, and what has no effect. */
    private static final Set<String> SILENT = Set.of("getRequest", "getResponse");

    private final List<String> touches = new ArrayList<>();
    private final List<AsyncListener> listeners = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, String> headers;
    private volatile boolean returned;

    final AsyncContext context = proxy(AsyncContext.class, (proxy, method, arguments) -> {
        if (method.getName().equals("addListener")) {
            listeners.add((AsyncListener) arguments[0]);
        } else if (method.getName().equals("getTimeout")) {
            return 0L;
        } else if (method.getName().equals("setTimeout")) {
            refuseOnceReturned();
        } else if (!SILENT.contains(method.getName())) {
            touches.add(method.getName());
        }
        return null;
    });

    public final HttpServletResponse response = proxy(HttpServletResponse.class, (proxy, method, arguments) -> {
        touches.add(method.getName() + Arrays.toString(arguments == null ? new Object[0] : arguments));
        return method.getName().equals("getOutputStream") ? new Body() : null;
    });

    public final HttpServletRequest request = proxy(HttpServletRequest.class, (proxy, method, arguments) -> {
        if (method.getName().equals("startAsync")) {
            return context;
        }
        touches.add(method.getName());
        return method.getName().equals("getHeader") ? headers().get((String) arguments[0]) : null;
    });

    public SuspendedRequest(Map<String, String> headers) {
        this.headers = headers;
    }

    /** What has been done to the request, its response and its context, in order. */
    public List<String> touches() {
        return touches;
    }

    public byte[] body() {
        return body.toByteArray();
    }

    /** The thread that serves the request is back in the container. */
    void comeBack() {
        returned = true;
    }

    private void refuseOnceReturned() {
        if (returned) {
            throw new IllegalStateException("The container-initiated dispatch has returned");
        }
    }

    /** The container completes the request: the client has gone. */
    public void complete() {
        tell(listener -> listener.onComplete(new AsyncEvent(context)));
    }

    /** The container finds the request broken. */
    public void breakOff() {
        tell(listener -> listener.onError(new AsyncEvent(context, new IOException("planted"))));
    }

    private Map<String, String> headers() {
        return headers;
    }

    private void tell(Telling telling) {
        for (AsyncListener listener : listeners) {
            try {
                telling.tell(listener);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private interface Telling {

        void tell(AsyncListener listener) throws IOException;
    }

    private final class Body extends ServletOutputStream {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                listener.onWritePossible();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(int octet) {
            body.write(octet);
        }
    }
}
