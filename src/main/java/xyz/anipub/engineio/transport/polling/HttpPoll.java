package xyz.anipub.engineio.transport.polling;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.packet.Jsonp;
import xyz.anipub.engineio.packet.PayloadBody;
import xyz.anipub.engineio.transport.http.Completion;
import xyz.anipub.engineio.transport.http.ContentCoding;
import xyz.anipub.engineio.transport.http.HttpReply;
import xyz.anipub.engineio.transport.http.SessionHeaders;

/**
 * A suspended GET. It has no timeout of its own: the heartbeat answers it, and its session's end does. The answer is
 * written without blocking, as fast as the client reads. Once the container has ended the request, nothing of it is
 * touched.
 */
final class HttpPoll implements Poll, RelayedReply {

    private static final Logger LOG = System.getLogger(HttpPoll.class.getName());

    private static final Consumer<Boolean> NOBODY = isWritten -> {};

    private static final List<ContentCoding> CODINGS = List.of(ContentCoding.GZIP, ContentCoding.DEFLATE);

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Engine engine;
    private final Optional<Jsonp> jsonp;
    private final Optional<ContentCoding> coding;
    private final Completion completion;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicReference<Consumer<Boolean>> concerned = new AtomicReference<>(NOBODY);

    private HttpPoll(
            HttpServletRequest request,
            HttpServletResponse response,
            Engine engine,
            Optional<Jsonp> jsonp,
            Completion completion) {
        this.request = request;
        this.response = response;
        this.engine = engine;
        this.jsonp = jsonp;
        this.completion = completion;
        // Asked now: the request may be over when the answer is there.
        coding = ContentCoding.choose(request.getHeader("Accept-Encoding"), CODINGS);
    }

    /**
     * @param jsonp the callback that the answer is for; empty if it is no script
     * @param onBroken told when the container finds the client gone; many containers never do
     */
    static HttpPoll suspend(
            HttpServletRequest request,
            HttpServletResponse response,
            Engine engine,
            Optional<Jsonp> jsonp,
            Runnable onBroken) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        HttpPoll poll = new HttpPoll(request, response, engine, jsonp, new Completion(context, engine.timers()));
        context.addListener(poll.new Breakage(onBroken));
        return poll;
    }

    /** The thread that suspended the request is about to leave the servlet. */
    void leaveService() {
        completion.leaveService();
    }

    /** Adds headers to the answer to come. */
    void headers(Map<String, String> headers) {
        completion.touch(() -> SessionHeaders.add(headers, response));
    }

    @Override
    public void answer(PayloadBody packets, boolean compressible) {
        answer(packets, compressible, NOBODY);
    }

    @Override
    public void answer(PayloadBody packets, boolean compressible, Consumer<Boolean> onWritten) {
        if (!answered.compareAndSet(false, true)) {
            onWritten.accept(false);
            return;
        }
        concerned.set(onWritten);
        PayloadBody payload = jsonp.map(callback -> callback.script(packets)).orElse(packets);
        int length = payload.content().length;
        int from = engine.config().http().compressFrom();
        if (coding.isEmpty() || !compressible || from < 0 || length < from) {
            write(payload, payload.content(), Optional.empty());
            return;
        }
        try {
            // Not on this thread: it may be about to tell the same to a thousand polls.
            engine.compressor().execute(() -> write(payload, coding.get().encode(payload.content()), coding));
        } catch (RejectedExecutionException e) {
            // There is more to compress than can be: what is late would be worse than what is long.
            write(payload, payload.content(), Optional.empty());
        }
    }

    private void write(PayloadBody payload, byte[] body, Optional<ContentCoding> chosen) {
        boolean isOpen;
        try {
            isOpen = completion.touch(() -> {
                HttpReply.payload(request, response, type(payload), body.length);
                chosen.ifPresent(used -> response.setHeader("Content-Encoding", used.token()));
                response.getOutputStream().setWriteListener(new Writing(response.getOutputStream(), body));
            });
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A poll was broken when it was answered", e);
            isOpen = false;
            complete();
        }
        if (!isOpen) {
            ended(false);
        }
    }

    private String type(PayloadBody payload) {
        if (jsonp.isPresent()) {
            return HttpReply.SCRIPT;
        }
        return payload.isBinary() ? HttpReply.BINARY : HttpReply.TEXT;
    }

    @Override
    public void refuse() {
        if (answered.compareAndSet(false, true)) {
            try {
                completion.touch(() -> HttpReply.empty(response, HttpServletResponse.SC_BAD_REQUEST));
            } finally {
                complete();
            }
        }
    }

    @Override
    public void reject(HandshakeError error) {
        reject(new HandshakeRejectedException(error, "says another node"));
    }

    /** That is for a POST. */
    @Override
    public void taken() {
        refuse();
    }

    /** Answers with a refusal by the protocol's table: there is no session to wait for. */
    void reject(HandshakeRejectedException rejection) {
        if (answered.compareAndSet(false, true)) {
            try {
                completion.touch(() -> HttpReply.rejection(response, rejection));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A poll was broken when it was refused", e);
            } finally {
                complete();
            }
        }
    }

    /** Says once whether the answer was written. */
    private void ended(boolean isWritten) {
        concerned.getAndSet(NOBODY).accept(isWritten);
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
                    ended(true);
                    complete();
                    return;
                }
            }
        }

        @Override
        public void onError(Throwable cause) {
            ended(false);
            complete();
        }
    }

    private final class Breakage implements AsyncListener {

        private volatile Runnable onBroken;

        Breakage(Runnable onBroken) {
            this.onBroken = onBroken;
        }

        @Override
        public void onError(AsyncEvent event) {
            completion.fail();
            onBroken.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            refuse();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            completion.end();
            ended(false);
            // Undertow's idle threads keep what they did last, and with it this.
            onBroken = () -> {};
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
