package xyz.anipub.chat.room;

import java.time.Instant;
import java.util.Optional;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.power.RoomPolicy;

/**
 * A room. Its messages and members are kept apart, so that it never grows.
 *
 * @param name trimmed; unique ignoring case and compatibility forms
 * @param description may be empty
 * @param creator its first member
 * @param createdAt server time, milliseconds
 * @param updatedAt server time of the newest message or of the creation; follows by up to a second
 * @param seqAtLeast the number of its newest message, or an older one's; follows like {@code updatedAt}
 * @param memberCount how many members it has; {@link #UNCOUNTED} if it is of a version that did not keep that
 * @param retention how long its messages are kept; empty if the server's rule is its own
 * @param firstSeq where its history begins: messages with a lower seq are gone, or about to go
 * @param policy how it is governed
 */
public record Room(
        RoomId id,
        String name,
        String description,
        UserId creator,
        Instant createdAt,
        Instant updatedAt,
        long seqAtLeast,
        long memberCount,
        Optional<Retention> retention,
        long firstSeq,
        RoomPolicy policy) {

    /** Stands for a number of members that has to be counted. */
    public static final long UNCOUNTED = -1;

    /** A room of whose messages and members nothing is known. */
    public Room(RoomId id, String name, String description, UserId creator, Instant createdAt, Instant updatedAt) {
        this(id, name, description, creator, createdAt, updatedAt, 0, UNCOUNTED);
    }

    /** A public one that goes by the server's retention, and has all of its history. */
    public Room(
            RoomId id,
            String name,
            String description,
            UserId creator,
            Instant createdAt,
            Instant updatedAt,
            long seqAtLeast,
            long memberCount) {
        this(
                id,
                name,
                description,
                creator,
                createdAt,
                updatedAt,
                seqAtLeast,
                memberCount,
                Optional.empty(),
                1,
                RoomPolicy.ofCreator(creator));
    }

    /** The room with another retention. */
    public Room keeping(Optional<Retention> time) {
        return new Room(
                id, name, description, creator, createdAt, updatedAt, seqAtLeast, memberCount, time, firstSeq, policy);
    }

    /** The room under another policy. */
    public Room governed(RoomPolicy by) {
        return new Room(
                id, name, description, creator, createdAt, updatedAt, seqAtLeast, memberCount, retention, firstSeq, by);
    }

    /** The room of which one may read no more than what has this seq or a higher one. */
    public Room from(long seq) {
        return seq <= firstSeq
                ? this
                : new Room(
                        id,
                        name,
                        description,
                        creator,
                        createdAt,
                        updatedAt,
                        seqAtLeast,
                        memberCount,
                        retention,
                        seq,
                        policy);
    }

    /** From which seq on new members may read; {@link RoomRepository#FROM_NOW} for what is posted after they came. */
    long firstOfNewMembers() {
        return policy.isPrivate()
                ? policy.history() == RoomPolicy.History.JOINED ? RoomRepository.FROM_NOW : 1
                : policy.publicFrom();
    }

    /** Whether {@link #memberCount} is known. */
    public boolean isCounted() {
        return memberCount != UNCOUNTED;
    }
}
