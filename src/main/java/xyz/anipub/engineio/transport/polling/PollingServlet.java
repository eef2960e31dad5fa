package xyz.anipub.engineio.transport.polling;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import xyz.anipub.engineio.Admission;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.QueryString;
import xyz.anipub.engineio.handshake.Applicant;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.handshake.Ticket;
import xyz.anipub.engineio.packet.Jsonp;
import xyz.anipub.engineio.transport.container.UnreadBody;
import xyz.anipub.engineio.transport.http.ClientBundle;
import xyz.anipub.engineio.transport.http.CorsHeaders;
import xyz.anipub.engineio.transport.http.HttpHandshake;
import xyz.anipub.engineio.transport.http.HttpReply;
import xyz.anipub.engineio.transport.http.SessionHeaders;

/**
 * The long-polling door (protocol sections 1.2, 1.6, 1.7), and the files of the browser client (section 8). Everything
 * below the path is Engine.IO; no request occupies a thread while it waits.
 *
 * <p>A subclass with its own {@link WebServlet} is the same door at another path; if it overrides {@link #serve}, with
 * {@link Inject} again, it is the door of another engine.
 */
@WebServlet(urlPatterns = "/socket.io/*", asyncSupported = true)
public class PollingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private transient Engine engine;

    private transient ClientBundle bundle;

    @Override
    public void init() {
        bundle = ClientBundle.fromClassPath(PollingServlet.class.getClassLoader());
    }

    /** Injection point. A subclass for another engine overrides it with a qualified parameter. */
    @Inject
    protected void serve(Engine served) {
        engine = served;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST") && UnreadBody.holdsThread(request)) {
            refuse(request, response, HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        if (CorsHeaders.add(engine.config().http().cors(), request, response)) {
            return;
        }
        Optional<ClientBundle.File> file = bundle.find(Optional.ofNullable(request.getPathInfo()));
        if (file.isPresent()) {
            UnreadBody.answer(request, response, () -> file.get().send(request, response));
            return;
        }
        Map<String, List<String>> query = QueryString.parse(request.getQueryString());
        try {
            Admission admission = HttpHandshake.admission(request, query, false);
            Optional<RelayedSession> elsewhere = engine.route(admission, () -> HttpHandshake.copy(request, query));
            Optional<Session> session = elsewhere.isPresent() ? Optional.empty() : engine.admit(admission);
            if (elsewhere.isPresent()) {
                addHeaders(request, response, query);
                relay(request, response, elsewhere.get(), jsonp(query));
            } else if (session.isPresent()) {
                addHeaders(request, response, query);
                dispatch(request, response, session.get(), jsonp(query));
            } else {
                open(request, response, admission, HttpHandshake.copy(request, query));
            }
        } catch (HandshakeRejectedException e) {
            engine.refused(e, () -> HttpHandshake.copy(request, query));
            UnreadBody.answer(request, response, () -> HttpReply.rejection(response, e));
        }
    }

    private void open(
            HttpServletRequest request, HttpServletResponse response, Admission admission, HandshakeRequest handshake) {
        HttpPoll poll = HttpPoll.suspend(request, response, engine, jsonp(handshake.query()), () -> {});
        engine.allow(admission, handshake, new Applicant() {
            @Override
            public void admitted(Ticket ticket) {
                poll.headers(SessionHeaders.ofHandshake(engine.config(), handshake, Optional.of(ticket)));
                engine.open(ticket, new PollingTransport(poll, engine.timers()));
            }

            @Override
            public void refused(HandshakeRejectedException rejection) {
                poll.reject(rejection);
            }
        });
        poll.leaveService();
    }

    private Optional<Jsonp> jsonp(Map<String, List<String>> query) {
        return engine.config().http().jsonp()
                ? HttpHandshake.first(query, "j").flatMap(Jsonp::named)
                : Optional.empty();
    }

    private void addHeaders(HttpServletRequest request, HttpServletResponse response, Map<String, List<String>> query) {
        SessionHeaders.add(
                SessionHeaders.ofRequest(engine.config(), () -> HttpHandshake.copy(request, query)), response);
    }

    /** For a session of another node. */
    private void relay(
            HttpServletRequest request, HttpServletResponse response, RelayedSession session, Optional<Jsonp> jsonp)
            throws IOException {
        switch (request.getMethod()) {
            case "GET" -> {
                CompletableFuture<Runnable> leave = new CompletableFuture<>();
                Runnable onBroken = () -> leave.thenAccept(Runnable::run);
                HttpPoll poll = HttpPoll.suspend(request, response, engine, jsonp, onBroken);
                leave.complete(session.poll(new DetachedReply(poll, engine.executor())));
                poll.leaveService();
            }
            case "POST" -> relayPost(request, response, session, form(request, jsonp));
            default -> refuseMethod(request, response);
        }
    }

    private void relayPost(
            HttpServletRequest request, HttpServletResponse response, RelayedSession session, BodyForm form)
            throws IOException {
        if (!session.beginPost()) {
            throw new HandshakeRejectedException(HandshakeError.FORBIDDEN, "too much for sessions of other nodes");
        }
        boolean reads = false;
        try {
            HttpPost.read(request, response, new RelayedPosts(session, engine.executor()), form, engine);
            reads = true;
        } finally {
            if (!reads) {
                session.endPost();
            }
        }
    }

    private void dispatch(
            HttpServletRequest request, HttpServletResponse response, Session session, Optional<Jsonp> jsonp)
            throws IOException {
        if (!(session.transport() instanceof PollingTransport transport)) {
            throw new HandshakeRejectedException(HandshakeError.BAD_REQUEST, "TRANSPORT_MISMATCH");
        }
        switch (request.getMethod()) {
            case "GET" -> poll(request, response, transport, jsonp);
            case "POST" -> post(request, response, transport, form(request, jsonp));
            default -> refuseMethod(request, response);
        }
    }

    private void poll(
            HttpServletRequest request,
            HttpServletResponse response,
            PollingTransport transport,
            Optional<Jsonp> jsonp) {
        Runnable onBroken = () -> transport.fail("poll connection closed prematurely");
        HttpPoll poll = HttpPoll.suspend(request, response, engine, jsonp, onBroken);
        transport.poll(poll);
        poll.leaveService();
    }

    private void post(
            HttpServletRequest request, HttpServletResponse response, PollingTransport transport, BodyForm form)
            throws IOException {
        if (transport.beginPost(isBinary(request))) {
            HttpPost.read(request, response, transport, form, engine);
        } else {
            refuse(request, response, HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static BodyForm form(HttpServletRequest request, Optional<Jsonp> jsonp) {
        return jsonp.isPresent() ? BodyForm.FORM : isBinary(request) ? BodyForm.BINARY : BodyForm.TEXT;
    }

    private static boolean isBinary(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        return type.toLowerCase(Locale.ROOT).startsWith(HttpReply.BINARY);
    }

    private static void refuseMethod(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "GET, POST");
        refuse(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status)
            throws IOException {
        UnreadBody.answer(request, response, () -> HttpReply.empty(response, status));
    }
}
