package xyz.anipub.engineio.transport;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import xyz.anipub.engineio.HandshakeRejectedException;

/**
 * A suspended GET. It has no timeout of its own: the heartbeat answers it, and its session's end does. The answer is
 * written without blocking, as fast as the client reads.
 */
final class HttpPoll implements Poll {

    private final AsyncContext context;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean completed = new AtomicBoolean();

    private HttpPoll(AsyncContext context, HttpServletRequest request, HttpServletResponse response) {
        this.context = context;
        this.request = request;
        this.response = response;
    }

    /** @param onBroken told when the container finds the client gone; many containers never do */
    static HttpPoll suspend(HttpServletRequest request, HttpServletResponse response, Runnable onBroken) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        HttpPoll poll = new HttpPoll(context, request, response);
        context.addListener(poll.new Breakage(onBroken));
        return poll;
    }

    @Override
    public void answer(byte[] payload) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            HttpReply.payload(request, response, payload.length);
            response.getOutputStream().setWriteListener(new Writing(response.getOutputStream(), payload));
        } catch (IOException | RuntimeException e) {
            // The client is gone, and the container has forgotten the request.
            complete();
        }
    }

    @Override
    public void refuse() {
        if (answered.compareAndSet(false, true)) {
            try {
                HttpReply.empty(response, HttpServletResponse.SC_BAD_REQUEST);
            } finally {
                complete();
            }
        }
    }

    /** Answers with a refusal by the protocol's table: there is no session to wait for. */
    void reject(HandshakeRejectedException rejection) throws IOException {
        if (answered.compareAndSet(false, true)) {
            try {
                HttpReply.rejection(response, rejection);
            } finally {
                complete();
            }
        }
    }

    private void complete() {
        if (completed.compareAndSet(false, true)) {
            try {
                context.complete();
            } catch (IllegalStateException e) {
                // Completed by the container after an error: that is what was wanted.
                answered.set(true);
            }
        }
    }

    private final class Writing implements WriteListener {

        private final ServletOutputStream out;
        private final byte[] payload;
        private boolean written;

        Writing(ServletOutputStream out, byte[] payload) {
            this.out = out;
            this.payload = payload;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (written) {
                    complete();
                    return;
                }
                out.write(payload);
                written = true;
            }
        }

        @Override
        public void onError(Throwable cause) {
            complete();
        }
    }

    private final class Breakage implements AsyncListener {

        private final Runnable onBroken;

        Breakage(Runnable onBroken) {
            this.onBroken = onBroken;
        }

        @Override
        public void onError(AsyncEvent event) {
            onBroken.run();
            complete();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            refuse();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            completed.set(true);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
