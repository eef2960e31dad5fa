package xyz.anipub.auth;

/**
 * How often names and passwords may be tried in a minute; more get 429. Each try costs a hash, whatever comes of it.
 *
 * @param failures {@code anipub.auth.login-failures}: failed logins per name and address. Default 10
 * @param failuresOfAddress {@code anipub.auth.login-failures-per-address}: failed logins per address, whatever the names.
 *     Default 100
 * @param ofAddress {@code anipub.auth.logins-per-address}: logins per address, whether they fail or not. Default 300
 * @param registrations {@code anipub.auth.registrations}: per address, of taken names as well. Default 30
 */
public record LoginLimits(int failures, int failuresOfAddress, int ofAddress, int registrations) {

    /** The defaults. */
    public static final LoginLimits USUAL = new LoginLimits(10, 100, 300, 30);

    public LoginLimits {
        if (failures < 1 || failuresOfAddress < 1 || ofAddress < 1 || registrations < 1) {
            throw new IllegalArgumentException(
                    "anipub.auth.login-failures, login-failures-per-address, logins-per-address and registrations must be at least 1.");
        }
    }
}
