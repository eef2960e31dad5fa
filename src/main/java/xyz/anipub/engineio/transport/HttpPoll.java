package xyz.anipub.engineio.transport;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import xyz.anipub.engineio.HandshakeRejectedException;
import xyz.anipub.engineio.packet.PayloadBody;

/**
 * A suspended GET. It has no timeout of its own: the heartbeat answers it, and its session's end does. The answer is
 * written without blocking, as fast as the client reads.
 */
final class HttpPoll implements Poll {

    private static final Logger LOG = System.getLogger(HttpPoll.class.getName());

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Completion completion;
    private final AtomicBoolean answered = new AtomicBoolean();

    private HttpPoll(HttpServletRequest request, HttpServletResponse response, Completion completion) {
        this.request = request;
        this.response = response;
        this.completion = completion;
    }

    /** @param onBroken told when the container finds the client gone; many containers never do */
    static HttpPoll suspend(
            HttpServletRequest request,
            HttpServletResponse response,
            ScheduledExecutorService timers,
            Runnable onBroken) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        HttpPoll poll = new HttpPoll(request, response, new Completion(context, timers));
        context.addListener(poll.new Breakage(onBroken));
        return poll;
    }

    /** The thread that suspended the request is about to leave the servlet. */
    void leaveService() {
        completion.leaveService();
    }

    @Override
    public void answer(PayloadBody payload) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            HttpReply.payload(request, response, payload);
            response.getOutputStream().setWriteListener(new Writing(response.getOutputStream(), payload.content()));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A poll was broken when it was answered", e);
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
    void reject(HandshakeRejectedException rejection) {
        if (answered.compareAndSet(false, true)) {
            try {
                HttpReply.rejection(response, rejection);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A poll was broken when it was refused", e);
            } finally {
                complete();
            }
        }
    }

    private void complete() {
        if (completion.claim()) {
            completion.complete();
        }
    }

    private final class Writing implements WriteListener {

        private final ServletOutputStream out;
        private final byte[] payload;
        private boolean written;
        private boolean flushed;

        Writing(ServletOutputStream out, byte[] payload) {
            this.out = out;
            this.payload = payload;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (!written) {
                    written = true;
                    out.write(payload);
                } else if (!flushed) {
                    flushed = true;
                    out.flush();
                } else {
                    complete();
                    return;
                }
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
            completion.claim();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
