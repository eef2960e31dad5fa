package xyz.anipub.auth.login;

import xyz.anipub.auth.LoginLimits;

/**
 * What counts towards {@link LoginLimits}, on every node.
 *
 * @param name the key of the name that was tried; empty for a registration
 * @param address by what the address is counted, see {@link xyz.anipub.peer.IpAddress#group}
 */
public record Attempt(Step step, String name, String address) {

    /** What has happened. */
    public enum Step {
        /** A login, which counts as failed until it is known better. */
        LOGIN_BEGAN,
        /** It was the right password. */
        LOGIN_SUCCEEDED,
        /** Nobody could say whether it was. */
        LOGIN_UNANSWERED,
        REGISTRATION
    }
}
