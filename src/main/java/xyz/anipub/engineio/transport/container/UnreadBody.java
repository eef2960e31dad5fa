package xyz.anipub.engineio.transport.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The body of a request that is answered without it, while it is still on its way.
 *
 * <p>Once a request returns or is completed, Undertow reads what the application has not, on a thread that it blocks for as
 * long as the client likes. One whose time is over, with its answer sent, it cuts. So on Undertow such a request is neither
 * returned nor completed: it is left to time out. Other containers are left to end it in their way.
 */
public final class UnreadBody {

    /** In which the client can read the answer before its connection is cut. */
    private static final long GRACE_MILLIS = 1_000;

    private UnreadBody() {}

    /** Writes a whole answer, without waiting for the client. */
    @FunctionalInterface
    public interface Answer {

        void write() throws IOException;
    }

    /** Whether the container waits for what is on its way of bodies that nobody reads. */
    public static boolean isWaitedFor(HttpServletRequest request) {
        return request.getServletContext().getClass().getName().startsWith("io.undertow.");
    }

    /** Whether the container would wait for this body, of which it has not got all. HTTP/1.1 announces every body. */
    public static boolean holdsThread(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length == 0 || length < 0 && request.getHeader("Transfer-Encoding") == null) {
            return false;
        }
        return isWaitedFor(request) && (length < 0 || request.getInputStream().available() < length);
    }

    /** Answers a request whose body nobody has begun to read; the last that the thread does that serves it. */
    public static void answer(HttpServletRequest request, HttpServletResponse response, Answer answer)
            throws IOException {
        if (holdsThread(request)) {
            abandon(request, response, answer);
        } else {
            answer.write();
        }
    }

    /** Answers a request of whose body more may come, and ends its connection; the last that the thread does that serves it. */
    public static void abandon(HttpServletRequest request, HttpServletResponse response, Answer answer)
            throws IOException {
        send(response, answer);
        if (isWaitedFor(request)) {
            AsyncContext context = request.startAsync();
            context.setTimeout(GRACE_MILLIS);
        }
    }

    /** Sends the answer to a request that is suspended already, and left to time out then where it {@link #isWaitedFor}. */
    public static void send(HttpServletResponse response, Answer answer) throws IOException {
        response.setHeader("Connection", "close");
        answer.write();
        response.flushBuffer();
    }
}
