package xyz.anipub.socketio.connection;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids of sockets: 20 characters of base64url, unguessable, the length by which other nodes recognise them. */
public final class SocketId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 15;

    private SocketId() {}

    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
