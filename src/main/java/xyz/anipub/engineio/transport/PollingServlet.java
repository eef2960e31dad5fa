package xyz.anipub.engineio.transport;

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
import xyz.anipub.engineio.Admission;
import xyz.anipub.engineio.Applicant;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.HandshakeError;
import xyz.anipub.engineio.HandshakeRejectedException;
import xyz.anipub.engineio.HandshakeRequest;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.Ticket;
import xyz.anipub.engineio.packet.Jsonp;

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

    /** For the container: whose door this is. One of another engine injects that instead, with its own qualifier. */
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
            Optional<Session> session = engine.admit(admission);
            if (session.isPresent()) {
                SessionHeaders.add(
                        SessionHeaders.ofRequest(engine.config(), () -> HttpHandshake.copy(request, query)), response);
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

    private void dispatch(
            HttpServletRequest request, HttpServletResponse response, Session session, Optional<Jsonp> jsonp)
            throws IOException {
        if (!(session.transport() instanceof PollingTransport transport)) {
            throw new HandshakeRejectedException(HandshakeError.BAD_REQUEST, "TRANSPORT_MISMATCH");
        }
        switch (request.getMethod()) {
            case "GET" -> poll(request, response, transport, jsonp);
            case "POST" -> post(request, response, transport, jsonp.isPresent());
            default -> {
                response.setHeader("Allow", "GET, POST");
                refuse(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
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
            HttpServletRequest request, HttpServletResponse response, PollingTransport transport, boolean isForm)
            throws IOException {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        boolean binary = type.toLowerCase(Locale.ROOT).startsWith(HttpReply.BINARY);
        if (!transport.beginPost()) {
            refuse(request, response, HttpServletResponse.SC_BAD_REQUEST);
        } else if (binary && !transport.session().revision().hasBinaryPayloads()) {
            transport.fail("invalid content");
            refuse(request, response, HttpServletResponse.SC_BAD_REQUEST);
        } else {
            BodyForm form = isForm ? BodyForm.FORM : binary ? BodyForm.BINARY : BodyForm.TEXT;
            HttpPost.read(request, response, transport, form, engine.timers());
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status)
            throws IOException {
        UnreadBody.answer(request, response, () -> HttpReply.empty(response, status));
    }
}
