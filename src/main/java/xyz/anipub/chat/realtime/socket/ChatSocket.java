package xyz.anipub.chat.realtime.socket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import xyz.anipub.auth.Principal;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.socketio.Socket;
import xyz.anipub.trace.LogContext;

/**
 * A socket and whose it is; attached to the socket by {@link TokenMiddleware}.
 *
 * @param entered the rooms it has entered; changed by the socket's own thread and by whoever ends a right
 */
public record ChatSocket(Socket socket, Principal principal, Set<RoomId> entered) {

    /** The delivery list of all sockets of the site's admins. */
    public static final String ADMINS = "admins";

    /** The delivery list of all sockets that were told of a message about their user. */
    public static final String NOTICED = "noticed";

    private static final String TOKEN_LIST = "token:";

    public ChatSocket(Socket socket, Principal principal) {
        this(socket, principal, ConcurrentHashMap.newKeySet(1));
    }

    /** The chat's view of a socket that has passed the middleware. */
    public static ChatSocket of(Socket socket) {
        return socket.attachment(ChatSocket.class).orElseThrow();
    }

    /** What this thread logs of the packet that it handles names the user from now on. */
    public ChatSocket logged() {
        LogContext.addUser(principal.userId());
        return this;
    }

    /** The delivery list of all sockets of a user; no room's id looks like this. */
    public static String listOf(UserId user) {
        return "user:" + user.value();
    }

    /**
     * The delivery list of those of a user's sockets that hear what messages are about the user: they come onto it for the first of these, and
     * off it when a membership ends.
     */
    public static String noticesOf(UserId user) {
        return "notices:" + user.value();
    }

    /** The delivery list of all sockets that came with a token. */
    static String listOf(String tokenId) {
        return TOKEN_LIST + tokenId;
    }

    /** The ids of the tokens whose lists are among these. */
    public static Stream<String> tokensOf(Set<String> lists) {
        return lists.stream()
                .filter(list -> list.startsWith(TOKEN_LIST))
                .map(list -> list.substring(TOKEN_LIST.length()));
    }

    /** Puts the socket on the lists of its user and its token, and off those of tokens that it came with before. */
    public void enlist() {
        String mine = listOf(principal.tokenId());
        socket.join(listOf(userId()), mine);
        if (principal.origin().admin()) {
            socket.join(ADMINS);
        } else {
            socket.leave(ADMINS);
        }
        socket.rooms().stream()
                .filter(list -> list.startsWith(TOKEN_LIST) && !list.equals(mine))
                .forEach(socket::leave);
    }

    /** From now on the user has another picture or display name, empty for none. */
    public void changeCard(String image, String displayName) {
        socket.attach(new ChatSocket(socket, of(socket).principal.withCard(image, displayName), entered));
    }

    public UserId userId() {
        return new UserId(principal.userId());
    }

    /** Whose it is, as who may do something. */
    public Actor actor() {
        return new Actor(userId(), principal.origin().admin());
    }

    public Member member() {
        return new Member(userId(), principal.name(), principal.image(), principal.displayName());
    }

    public Presence presence() {
        return new Presence(userId(), principal.name(), socket.publicId());
    }

    /** One per socket: what it has entered changes while it is in sets. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ChatSocket that && socket == that.socket;
    }

    @Override
    public int hashCode() {
        return socket.hashCode();
    }
}
