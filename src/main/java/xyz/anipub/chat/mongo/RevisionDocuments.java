package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Reaction;
import xyz.anipub.chat.message.Revision;

/** What changes of a message, as fields of a document: its own, or that of a change. */
final class RevisionDocuments {

    /** Missing in a message that is not pinned. */
    static final String PINNED_AT = "pinnedAt";

    /** Of a tombstone that a moderator has left. */
    private static final String REMOVED = "removed";

    private RevisionDocuments() {}

    /** The change as a document of its own, the room's only one. */
    static Document of(Revision revision) {
        Document document = new Document("_id", new ObjectId(revision.room().value()))
                .append("message", new ObjectId(revision.message().value()));
        document.putAll(fields(revision));
        return document;
    }

    static Revision revision(Document document) {
        return new Revision(
                new RoomId(document.getObjectId("_id").toHexString()),
                new MessageId(document.getObjectId("message").toHexString()),
                document.getString("content"),
                mentions(document),
                state(document),
                Optional.ofNullable(document.getString("senderName")));
    }

    /** Makes the message's document what the revision says. */
    static Bson update(Revision revision) {
        Bson changed = combine(fields(revision).entrySet().stream()
                .map(field -> set(field.getKey(), field.getValue()))
                .toList());
        return revision.state().pinnedAt().isPresent() ? changed : combine(changed, unset(PINNED_AT));
    }

    private static Document fields(Revision revision) {
        MessageState state = revision.state();
        Document fields = new Document("change", state.change())
                .append("content", revision.content())
                .append(MessageDocuments.SEARCHED, MessageDocuments.searched(revision.content()))
                .append("mentions", of(revision.mentions()))
                .append("deleted", state.deleted())
                .append(
                        "reactions",
                        state.reactions().stream()
                                .map(reaction -> new Document("emoji", reaction.emoji())
                                        .append(
                                                "user",
                                                new ObjectId(reaction.user().value())))
                                .toList());
        state.editedAt().ifPresent(at -> fields.append("editedAt", Date.from(at)));
        state.pinnedAt().ifPresent(at -> fields.append(PINNED_AT, Date.from(at)));
        if (state.removed()) {
            fields.append(REMOVED, true);
        }
        revision.renamed().ifPresent(name -> fields.append("senderName", name).append("senderImage", ""));
        return fields;
    }

    static List<Document> of(List<Mention> mentions) {
        return mentions.stream()
                .map(mention -> new Document("user", new ObjectId(mention.user().value()))
                        .append("name", mention.name())
                        .append(
                                "places",
                                mention.places().stream()
                                        .flatMap(place -> Stream.of(place.start(), place.end()))
                                        .toList()))
                .toList();
    }

    /** Of a message's document; one that never changed has none of these fields. */
    static MessageState state(Document document) {
        long change = MessageDocuments.number(document, "change");
        if (change == 0) {
            return MessageState.POSTED;
        }
        return new MessageState(
                change,
                Optional.ofNullable(document.getDate("editedAt")).map(Date::toInstant),
                document.getBoolean("deleted", false),
                list(document, "reactions").stream()
                        .map(reaction -> new Reaction(reaction.getString("emoji"), user(reaction)))
                        // Of an older version, which took each spelling of an emoji for another.
                        .distinct()
                        .toList(),
                document.getBoolean(REMOVED, false),
                Optional.ofNullable(document.getDate(PINNED_AT)).map(Date::toInstant));
    }

    static List<Mention> mentions(Document document) {
        List<Mention> mentions = list(document, "mentions").stream()
                .map(mention -> new Mention(user(mention), mention.getString("name"), places(mention)))
                .toList();
        boolean located =
                mentions.stream().noneMatch(mention -> mention.places().isEmpty());
        return located ? mentions : Mention.located(document.getString("content"), mentions);
    }

    /** Starts and ends, one after the other; none in a message of an older version. */
    private static List<Mention.Place> places(Document mention) {
        List<Number> ends = mention.getList("places", Number.class, List.of());
        return IntStream.range(0, ends.size() / 2)
                .mapToObj(i -> new Mention.Place(
                        ends.get(2 * i).intValue(), ends.get(2 * i + 1).intValue()))
                .toList();
    }

    private static List<Document> list(Document document, String field) {
        return document.getList(field, Document.class, new ArrayList<>());
    }

    private static UserId user(Document document) {
        return new UserId(document.getObjectId("user").toHexString());
    }
}
