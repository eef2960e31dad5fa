package xyz.anipub.chat.presence;

import xyz.anipub.chat.UserId;

/**
 * One connection of a user in a room: an entry of the guide's {@code activeRooms}.
 *
 * @param socketId the Socket.IO id of the connection, never an Engine.IO session id
 */
public record Presence(UserId userId, String userName, String socketId) {

    boolean isSameSocket(Presence other) {
        return socketId.equals(other.socketId);
    }
}
