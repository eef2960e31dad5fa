package xyz.anipub.chat.mongo;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.ObjectId;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.message.Quote;

/** Makes messages of documents, together with what they quote, which is asked for once, and only if there is any. */
final class MessageReader {

    private final ChatStore store;

    MessageReader(ChatStore store) {
        this.store = store;
    }

    List<Message> messages(List<Document> documents) {
        Map<ObjectId, Quote> quotes = quotes(documents);
        return documents.stream()
                .map(document -> {
                    Message message = MessageDocuments.message(document);
                    return Optional.ofNullable(document.getObjectId(MessageDocuments.REPLY_TO))
                            // One that has expired is quoted no more.
                            .map(quotes::get)
                            .map(message::quoting)
                            .orElse(message);
                })
                .collect(Collectors.toCollection(ArrayList::new));
    }

    List<Message> findAll(Collection<MessageId> ids) {
        List<ObjectId> all = ids.stream().map(id -> new ObjectId(id.value())).toList();
        return messages(store.read(() -> store.messages().find(in("_id", all)).into(new ArrayList<>())));
    }

    Optional<Posted> posted(Optional<Document> document) {
        return messages(document.stream().toList()).stream()
                .findFirst()
                .map(message -> new Posted(message, MessageDocuments.by(document.orElseThrow())));
    }

    private Map<ObjectId, Quote> quotes(List<Document> documents) {
        Set<ObjectId> ids = documents.stream()
                .flatMap(document -> Optional.ofNullable(document.getObjectId(MessageDocuments.REPLY_TO)).stream())
                .collect(Collectors.toSet());
        Map<ObjectId, Quote> quotes = new HashMap<>();
        if (!ids.isEmpty()) {
            store.read(() -> store.messages()
                    .find(in("_id", ids))
                    .projection(include("seq", "sender", "senderName", "content", "deleted"))
                    .map(original -> quotes.put(original.getObjectId("_id"), MessageDocuments.quote(original)))
                    .into(new ArrayList<>()));
        }
        return quotes;
    }
}
