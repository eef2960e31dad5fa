package xyz.anipub.engineio.transport;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.EngineConfig;
import xyz.anipub.engineio.Timers;
import xyz.anipub.engineio.packet.MalformedPacketException;

/**
 * A POST (protocol section 1.7): its body is read as it comes, within limits of size and time, then decoded and handed
 * over. The container calls for one request from one thread at a time.
 */
final class HttpPost implements ReadListener, AsyncListener {

    private static final int CHUNK = 8_192;

    /** A body that is too long is read on up to so many times the limit, so that the client can read the answer. */
    private static final int PATIENCE = 4;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ServletInputStream in;
    /** Null when the request is over: Undertow's idle threads keep what they did last, and with it this. */
    private volatile @Nullable PollingTransport transport;

    private final BodyForm form;
    private final int limit;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final long announced;
    private final Completion completion;
    private long size;
    private boolean decided;

    private HttpPost(
            HttpServletRequest request,
            HttpServletResponse response,
            PollingTransport transport,
            BodyForm form,
            Timers timers)
            throws IOException {
        this.request = request;
        this.response = response;
        this.transport = transport;
        this.form = form;
        EngineConfig config = transport.session().config();
        limit = config.maxHttpBufferSize();
        in = request.getInputStream();
        announced = request.getContentLengthLong();
        AsyncContext context = request.startAsync();
        context.setTimeout(config.readTimeout().toMillis());
        context.addListener(this);
        completion = new Completion(context, timers);
    }

    /** @param form how the payload stands in the body */
    static void read(
            HttpServletRequest request,
            HttpServletResponse response,
            PollingTransport transport,
            BodyForm form,
            Timers timers)
            throws IOException {
        HttpPost post = new HttpPost(request, response, transport, form, timers);
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
        PollingTransport to = transport;
        if (decided || to == null) {
            return;
        }
        decided = true;
        if (size > limit) {
            finish(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (to.isEnded()) {
            finish(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            dispatch(to);
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
        transport = null;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private void dispatch(PollingTransport to) throws IOException {
        try {
            to.session().revision().decode(form.payload(body.toByteArray()), to::receive);
        } catch (MalformedPacketException e) {
            to.session().closeNow(CloseReason.PARSE_ERROR, String.valueOf(e.getMessage()));
            finish(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        if (claim()) {
            completion.touch(() -> HttpReply.ok(request, response));
            completion.complete();
        }
    }

    private void finish(int status) {
        if (claim()) {
            completion.touch(() -> empty(status));
            completion.complete();
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
        PollingTransport from = transport;
        if (claimed && from != null) {
            from.endPost();
        }
        return claimed;
    }

    private void fail(String detail) {
        PollingTransport failing = transport;
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
