package xyz.anipub.chat;

import java.util.concurrent.atomic.AtomicLong;

/** Ids in growing order, as a database chooses them. */
public final class TestIds {

    private static final AtomicLong NEXT = new AtomicLong(0x1000);

    private TestIds() {}

    public static String next() {
        return "%024x".formatted(NEXT.getAndIncrement());
    }

    public static RoomId room() {
        return new RoomId(next());
    }

    public static UserId user() {
        return new UserId(next());
    }

    public static MessageId message() {
        return new MessageId(next());
    }
}
