package xyz.anipub.engineio.transport.polling;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.packet.PayloadBody;
import xyz.anipub.engineio.transport.container.UnreadBody;
import xyz.anipub.engineio.transport.http.Completion;
import xyz.anipub.engineio.transport.http.HttpReply;

/**
 * A POST (protocol section 1.7): its body is read as it comes, within limits of size and time, then handed over, and answered when that
 * is done. The container calls for one request from one thread at a time.
 */
final class HttpPost implements ReadListener, AsyncListener, RelayedReply {

    private static final Logger LOG = System.getLogger(HttpPost.class.getName());

    private static final int CHUNK = 8_192;

    /** A body that is too long is read up to this multiple of the limit, so that the client can read the response. */
    private static final int PATIENCE = 4;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ServletInputStream in;
    /** Null when the request is over: Undertow's idle threads keep what they did last, and with it this. */
    private volatile @Nullable PostTaker taker;

    private final BodyForm form;
    private final int limit;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final long announced;
    private final Completion completion;
    private long size;
    private boolean decided;

    private HttpPost(
            HttpServletRequest request, HttpServletResponse response, PostTaker taker, BodyForm form, Engine engine)
            throws IOException {
        this.request = request;
        this.response = response;
        this.taker = taker;
        this.form = form;
        EngineConfig config = engine.config();
        limit = config.maxHttpBufferSize();
        in = request.getInputStream();
        announced = request.getContentLengthLong();
        AsyncContext context = request.startAsync();
        context.setTimeout(config.readTimeout().toMillis());
        context.addListener(this);
        completion = new Completion(context, engine.timers());
    }

    /** @param form how the payload stands in the body */
    static void read(
            HttpServletRequest request, HttpServletResponse response, PostTaker taker, BodyForm form, Engine engine)
            throws IOException {
        HttpPost post = new HttpPost(request, response, taker, form, engine);
        post.in.setReadListener(post);
        post.completion.leaveService();
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        // Not isFinished(): some containers say so as soon as the rest has arrived, read or not.
        while (!completion.isOver() && in.isReady()) {
            int length = in.read(chunk);
            if (length < 0) {
                return;
            }
            size += length;
            if (size <= limit) {
                if (!hold()) {
                    abandon(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                    return;
                }
                body.write(chunk, 0, length);
            } else if (size > (long) PATIENCE * limit) {
                abandon(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                return;
            }
            if (size == announced) {
                onAllDataRead();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        PostTaker to = taker;
        if (decided || to == null) {
            return;
        }
        decided = true;
        if (size > limit) {
            finish(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            to.take(form, body.toByteArray(), this);
        }
    }

    @Override
    public void onError(Throwable cause) {
        fail("data request connection closed prematurely");
        finish(HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        fail("data request took too long");
        abandon(HttpServletResponse.SC_REQUEST_TIMEOUT);
    }

    @Override
    public void onError(AsyncEvent event) {
        completion.fail();
        fail("data request connection closed prematurely");
    }

    @Override
    public void onComplete(AsyncEvent event) {
        completion.end();
        PostTaker from = taker;
        taker = null;
        if (from != null) {
            from.over();
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    @Override
    public void taken() {
        answer(() -> HttpReply.ok(request, response));
    }

    @Override
    public void refuse() {
        finish(HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    public void reject(HandshakeError error) {
        HandshakeRejectedException rejection = new HandshakeRejectedException(error, "says another node");
        answer(() -> HttpReply.rejection(response, rejection));
    }

    /** A payload is for a GET. */
    @Override
    public void answer(PayloadBody payload, boolean compressible, Consumer<Boolean> onWritten) {
        refuse();
        onWritten.accept(false);
    }

    private void answer(Completion.Touch<IOException> answer) {
        if (!claim()) {
            return;
        }
        try {
            completion.touch(answer);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A POST was broken when it was answered", e);
        } finally {
            completion.complete();
        }
    }

    private void finish(int status) {
        if (claim()) {
            try {
                completion.touch(() -> empty(status));
            } finally {
                completion.complete();
            }
        }
    }

    /** Answers while the body is on its way. Where that would be waited for, the request ends when its time is over. */
    private void abandon(int status) throws IOException {
        if (claim()) {
            completion.touch(() -> UnreadBody.send(response, () -> HttpReply.empty(response, status)));
            if (!UnreadBody.isWaitedFor(request)) {
                completion.complete();
            }
        }
    }

    /** Claims the answer, after which the client may send the next POST. */
    private boolean claim() {
        boolean claimed = completion.claim();
        PostTaker from = taker;
        if (claimed && from != null) {
            from.endPost();
        }
        return claimed;
    }

    private boolean hold() {
        PostTaker holding = taker;
        return holding != null && holding.hold(size);
    }

    private void fail(String detail) {
        PostTaker failing = taker;
        if (failing != null) {
            failing.fail(detail);
        }
    }

    private void empty(int status) {
        if (size > limit) {
            response.setHeader("Connection", "close");
        }
        HttpReply.empty(response, status);
    }
}
