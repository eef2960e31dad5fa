package xyz.anipub.chat.member;

/**
 * How far a user has read a room.
 *
 * @param member whether the user belongs to the room; nobody else has read or unread messages
 * @param lastRead the highest seq the user has read; 0 if not a member
 * @param unread how many messages came after that; 0 if not a member
 */
public record ReadState(boolean member, long lastRead, long unread) {

    /** Of somebody who does not belong to the room. */
    public static final ReadState NOT_A_MEMBER = new ReadState(false, 0, 0);

    /** @param lastSeq the room's highest seq: as numbers have no holes, what is left is what is unread */
    public static ReadState ofMember(long lastRead, long lastSeq) {
        long read = Math.min(lastRead, lastSeq);
        return new ReadState(true, read, lastSeq - read);
    }
}
