package xyz.anipub.chat.mongo;

import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.posting.EchoRepository.Echo;
import xyz.anipub.text.SearchForm;

/** Messages as documents. */
public final class MessageDocuments {

    /** Only the id is stored: what is quoted is always as it is now. */
    static final String REPLY_TO = "replyTo";

    /** The content as it is searched, if the database cannot compare the content itself. */
    static final String SEARCHED = "searched";

    /** The node that announces it; missing in what awaits an emit, and in what nobody has begun to announce. */
    static final String BY = "by";

    /**
     * Of a message whose sender's emit may follow: {@link #OPEN_ANNOUNCED} and {@link #OPEN_UNTIL}. Missing in all others, and
     * once that emit has come or its time is over.
     */
    static final String OPEN = "open";

    /** Whether somebody announces it without the emit. */
    static final String OPEN_ANNOUNCED = "open.announced";

    /** When it is closed, if nothing else closes it. */
    static final String OPEN_UNTIL = "open.until";

    /** The ticket of the emit that has closed it. */
    static final String EMIT = "emit";

    /** The ticket of who announced it while it was open. */
    static final String LATE = "late";

    /** That somebody announces it, for versions that do not know {@link #BY}: only of messages with a clientId. */
    static final String ANNOUNCED = "announced";

    private MessageDocuments() {}

    /** A whole number, of whatever type a person at a console has made it; 0 if there is none. */
    public static long number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }

    /** Null for a content of ASCII, of which the database itself ignores the case. */
    static @Nullable String searched(String content) {
        return SearchForm.isPlain(content) ? null : SearchForm.of(content);
    }

    /** Of a message as it is posted. */
    static Document of(Posted posted) {
        Message message = posted.message();
        ObjectId id = new ObjectId(message.id().value());
        Document document = new Document("_id", id)
                .append("room", new ObjectId(message.room().value()))
                .append("seq", message.seq())
                .append("sender", new ObjectId(message.sender().id().value()))
                .append("senderName", message.sender().name())
                .append("senderImage", message.sender().image())
                .append("content", message.content())
                .append("timestamp", Date.from(message.timestamp()))
                // For the index of earlier versions, which is plainly unique and may be there still, a message without
                // one needs a value of its own: its id, as an ObjectId, which no text that a client chooses can equal.
                .append("clientId", message.clientId().<Object>map(text -> text).orElse(id));
        posted.by().filter(by -> !by.equals(NodeId.NONE)).ifPresent(by -> {
            document.append(BY, new ObjectId(by.value()));
            if (message.clientId().isPresent()) {
                document.append(ANNOUNCED, true);
            }
        });
        posted.openUntil()
                .ifPresent(until -> document.append(
                        OPEN, new Document("announced", posted.by().isPresent()).append("until", Date.from(until))));
        String searched = searched(message.content());
        if (searched != null) {
            document.append(SEARCHED, searched);
        }
        message.replyTo()
                .ifPresent(quote ->
                        document.append(REPLY_TO, new ObjectId(quote.message().value())));
        if (!message.mentions().isEmpty()) {
            document.append("mentions", RevisionDocuments.of(message.mentions()));
        }
        return document;
    }

    /** Without what it quotes; see {@link MessageReader}. */
    static Message message(Document document) {
        return new Message(
                new MessageId(document.getObjectId("_id").toHexString()),
                new RoomId(document.getObjectId("room").toHexString()),
                number(document, "seq"),
                new Member(
                        new UserId(document.getObjectId("sender").toHexString()),
                        document.getString("senderName"),
                        document.getString("senderImage")),
                document.getString("content"),
                document.getDate("timestamp").toInstant(),
                Optional.ofNullable(document.get("clientId"))
                        .filter(String.class::isInstance)
                        .map(String.class::cast),
                Optional.empty(),
                RevisionDocuments.mentions(document),
                RevisionDocuments.state(document));
    }

    /** See {@link Posted#by}. */
    static Optional<NodeId> by(Document document) {
        ObjectId by = document.getObjectId(BY);
        if (by != null) {
            return Optional.of(new NodeId(by.toHexString()));
        }
        boolean settled = document.containsKey(ANNOUNCED) || !(document.get("clientId") instanceof String);
        return settled ? Optional.empty() : Optional.of(NodeId.NONE);
    }

    static Quote quote(Document original) {
        return new Quote(
                new MessageId(original.getObjectId("_id").toHexString()),
                number(original, "seq"),
                new UserId(original.getObjectId("sender").toHexString()),
                original.getString("senderName"),
                original.getString("content"),
                original.getBoolean("deleted", false));
    }

    /** Of an open message. */
    static Echo echo(Document document) {
        return new Echo(
                new MessageId(document.getObjectId("_id").toHexString()),
                new RoomId(document.getObjectId("room").toHexString()),
                new UserId(document.getObjectId("sender").toHexString()),
                document.getString("content"),
                document.get(OPEN, Document.class).getDate("until").toInstant());
    }
}
