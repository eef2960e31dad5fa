package xyz.anipub.problem;

import java.util.Arrays;
import java.util.Optional;

/** The stable words of the API for what went wrong, each with its HTTP status and the sentence shown by default. */
public enum ProblemCode {
    INVALID(400, "invalid", "The request is malformed."),
    TOO_LONG(400, "too_long", "A text in the request is too long."),
    UNAUTHORIZED(401, "unauthorized", "Log in first."),
    FORBIDDEN(403, "forbidden", "This is not allowed."),
    SUSPENDED(403, "suspended", "This account is suspended."),
    NOT_A_MEMBER(403, "not_a_member", "Only members of the room may do this."),
    BANNED(403, "banned", "You are banned from the room."),
    KICKED(403, "kicked", "You were put out of the room."),
    MUTED(403, "muted", "You are muted in the room."),
    UNREACHABLE(403, "unreachable", "This person cannot be reached."),
    NOT_FOUND(404, "not_found", "There is nothing here."),
    ROOM_NOT_FOUND(404, "room_not_found", "There is no such room."),
    MESSAGE_NOT_FOUND(404, "message_not_found", "There is no such message in this room."),
    INVITATION_NOT_FOUND(404, "invitation_not_found", "There is no such invitation, or it has ended."),
    MEMBER_NOT_FOUND(404, "member_not_found", "There is no such member in this room."),
    REPORT_NOT_FOUND(404, "report_not_found", "There is no such report."),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "This address does not know that method."),
    NOT_ACCEPTABLE(406, "not_acceptable", "The answer is JSON; the Accept header rules it out."),
    TIMEOUT(408, "timeout", "The request body did not arrive in time."),
    CONFLICT(409, "conflict", "The request contradicts what is stored."),
    LAST_OWNER(409, "last_owner", "The room would have no owner."),
    TOO_LARGE(413, "too_large", "The request body is too large."),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", "The request body must be application/json in UTF-8."),
    RATE_LIMITED(429, "rate_limited", "Too many attempts. Try again later."),
    TOO_FAST(429, "too_fast", "The room is in slow mode."),
    INTERNAL(500, "internal", "Something went wrong on the server."),
    UNAVAILABLE(503, "unavailable", "The server cannot do this at the moment. Try again shortly.");

    private final int status;
    private final String text;
    private final String sentence;

    ProblemCode(int status, String text, String sentence) {
        this.status = status;
        this.text = text;
        this.sentence = sentence;
    }

    /** The HTTP status that answers carry. */
    public int status() {
        return status;
    }

    /** The word on the wire. */
    public String text() {
        return text;
    }

    /** What is told when nothing more exact is known; says nothing about the server's inside. */
    public String sentence() {
        return sentence;
    }

    /** The code with this word on the wire. */
    public static Optional<ProblemCode> ofText(String text) {
        return Arrays.stream(values()).filter(code -> code.text.equals(text)).findFirst();
    }

    /** The general code of a status: a named one where there is one, else {@code invalid} (4xx) or {@code internal}. */
    public static ProblemCode ofStatus(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status)
                .findFirst()
                .orElse(status < 500 ? INVALID : INTERNAL);
    }
}
