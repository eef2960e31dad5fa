package xyz.anipub.audit;

import java.util.Optional;

/**
 * Something that somebody with power did.
 *
 * <p>Made step by step: {@code Deed.of(actor, "ban").in(room).to(user).because(reason)}.
 *
 * @param actor the id of the user who did it, or a word for what is no user, as {@code server}
 * @param action a short, stable word such as {@code suspend} or {@code message_deleted}; part of the API
 * @param user the id of the user to whom it was done
 * @param room the id of the room in which it was done
 * @param message the id of the message to which it was done
 * @param reason as the actor gave it, at most {@value #MAX_REASON} characters of it
 * @param text what was taken away, at most {@value #MAX_TEXT} characters of it; goes sooner than the rest, see {@link AuditSettings}
 */
public record Deed(
        String actor,
        String action,
        Optional<String> user,
        Optional<String> room,
        Optional<String> message,
        Optional<String> reason,
        Optional<String> text) {

    static final int MAX_REASON = 1_000;
    static final int MAX_TEXT = 20_000;

    public Deed {
        if (actor.isEmpty() || !action.matches("[a-z_]{1,40}")) {
            throw new IllegalArgumentException("A deed needs an actor and a word: " + action);
        }
        reason = reason.filter(words -> !words.isBlank()).map(words -> cut(words, MAX_REASON));
        text = text.filter(words -> !words.isEmpty()).map(words -> cut(words, MAX_TEXT));
    }

    /** Done to nobody yet. */
    public static Deed of(String actor, String action) {
        Optional<String> none = Optional.empty();
        return new Deed(actor, action, none, none, none, none, none);
    }

    public Deed to(String userId) {
        return new Deed(actor, action, Optional.of(userId), room, message, reason, text);
    }

    public Deed in(String roomId) {
        return new Deed(actor, action, user, Optional.of(roomId), message, reason, text);
    }

    public Deed on(String messageId) {
        return new Deed(actor, action, user, room, Optional.of(messageId), reason, text);
    }

    /** @param words may be empty */
    public Deed because(String words) {
        return new Deed(actor, action, user, room, message, Optional.of(words), text);
    }

    /** @param words may be empty */
    public Deed taking(String words) {
        return new Deed(actor, action, user, room, message, reason, Optional.of(words));
    }

    private static String cut(String words, int most) {
        return words.codePointCount(0, words.length()) <= most
                ? words
                : words.substring(0, words.offsetByCodePoints(0, most));
    }
}
