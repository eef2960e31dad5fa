package xyz.anipub.auth;

import java.time.Duration;

/**
 * How long people stay logged in.
 *
 * @param stay {@code anipub.auth.stay}: the lifetime of tokens and cookies of those who want to stay signed in, each time they are
 *     renewed, ISO 8601 duration. Default {@code P30D}. Of the others it is {@code anipub.auth.token-lifetime}
 * @param most {@code anipub.auth.sessions}: sessions of one user; with one more the one that was not used for longest ends. Default 50
 * @param calls {@code anipub.auth.session-calls}: how often a user may renew a token or list sessions, a minute and node. Default 30
 */
public record SessionSettings(Duration stay, int most, int calls) {

    /** The defaults. */
    public static final SessionSettings USUAL = new SessionSettings(Duration.ofDays(30), 50, 30);

    public SessionSettings {
        if (stay.toSeconds() < 1 || most < 1 || calls < 1) {
            throw new IllegalArgumentException(
                    "anipub.auth.stay must be at least 1 s, anipub.auth.sessions and session-calls at least 1.");
        }
    }
}
