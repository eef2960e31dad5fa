package xyz.anipub.chat.realtime;

/** The names of the chat's events on the wire. */
final class EventNames {

    static final String JOIN_ROOM = "join_room";
    static final String ENTER_ROOM = "enter_room";
    static final String LEAVE_ROOM = "leave_room";
    static final String SEND_MESSAGE = "send_message";
    static final String GET_ACTIVE_USERS = "get_active_users";
    static final String EDIT_MESSAGE = "edit_message";
    static final String DELETE_MESSAGE = "delete_message";
    static final String ADD_REACTION = "add_reaction";
    static final String REMOVE_REACTION = "remove_reaction";
    static final String MARK_READ = "mark_read";

    static final String RECEIVE_MESSAGE = "receive_message";
    static final String MESSAGE_CHANGED = "message_changed";
    static final String USER_JOINED = "user_joined";
    static final String USER_LEFT = "user_left";
    static final String ACTIVE_USERS = "active_users";
    static final String MEMBERSHIP_CHANGED = "membership_changed";
    static final String READ_STATE = "read_state";
    static final String READ_STATES = "read_states";
    static final String ROOMS_CHANGED = "rooms_changed";
    static final String ROOM_DELETED = "room_deleted";
    static final String CHAT_ERROR = "chat_error";

    /** Sent by clients, and to clients alike. */
    static final String TYPING = "typing";

    static final String STOP_TYPING = "stop_typing";

    private EventNames() {}
}
