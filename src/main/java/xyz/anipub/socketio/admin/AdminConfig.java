package xyz.anipub.socketio.admin;

/**
 * The settings of the admin namespace.
 *
 * @param namespace its name, as {@code "/admin"}
 * @param username who may log in
 * @param isDevelopment whether operators see single sockets and events
 * @param isReadOnly whether operators may only look
 * @param serverId this node's name among all that one page sees
 */
public record AdminConfig(
        String namespace, String username, boolean isDevelopment, boolean isReadOnly, String serverId) {

    public AdminConfig {
        if (!namespace.matches("/[^,?]+")) {
            throw new IllegalArgumentException("the admin namespace needs a name of its own: " + namespace);
        }
        if (username.isEmpty()) {
            throw new IllegalArgumentException("operators need a name");
        }
    }
}
