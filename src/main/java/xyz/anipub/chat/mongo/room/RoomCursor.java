package xyz.anipub.chat.mongo.room;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;

/** Where a page of rooms ended: the place of its last room in the order of activity. */
record RoomCursor(Instant updatedAt, RoomId room) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})-([0-9a-f]{24})");

    String text() {
        return updatedAt.toEpochMilli() + "-" + room.value();
    }

    /** @throws InvalidFieldException if the text is no cursor */
    static RoomCursor parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw Page.noCursor();
        }
        return new RoomCursor(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), new RoomId(matcher.group(2)));
    }
}
