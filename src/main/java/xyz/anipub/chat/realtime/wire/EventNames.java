package xyz.anipub.chat.realtime.wire;

/** The names of the chat's events on the wire. */
public final class EventNames {

    public static final String JOIN_ROOM = "join_room";
    public static final String ENTER_ROOM = "enter_room";
    public static final String LEAVE_ROOM = "leave_room";
    public static final String SEND_MESSAGE = "send_message";
    public static final String GET_ACTIVE_USERS = "get_active_users";
    public static final String EDIT_MESSAGE = "edit_message";
    public static final String DELETE_MESSAGE = "delete_message";
    public static final String ADD_REACTION = "add_reaction";
    public static final String REMOVE_REACTION = "remove_reaction";
    public static final String MARK_READ = "mark_read";
    public static final String PIN_MESSAGE = "pin_message";
    public static final String UNPIN_MESSAGE = "unpin_message";

    public static final String RECEIVE_MESSAGE = "receive_message";
    public static final String MESSAGE_CHANGED = "message_changed";
    public static final String HISTORY_BEGINS = "history_begins";
    public static final String USER_JOINED = "user_joined";
    public static final String USER_LEFT = "user_left";
    public static final String ACTIVE_USERS = "active_users";
    public static final String INVITED = "invited";
    public static final String MENTIONED = "mentioned";
    public static final String MEMBERSHIP_CHANGED = "membership_changed";
    public static final String REPORTS_CHANGED = "reports_changed";
    public static final String PROFILE_CHANGED = "profile_changed";
    public static final String READ_STATE = "read_state";
    public static final String READ_STATES = "read_states";
    public static final String ROOMS_CHANGED = "rooms_changed";
    public static final String ROOM_DELETED = "room_deleted";
    static final String CHAT_ERROR = "chat_error";

    /** Sent by clients, and to clients alike. */
    public static final String TYPING = "typing";

    public static final String STOP_TYPING = "stop_typing";

    private EventNames() {}
}
