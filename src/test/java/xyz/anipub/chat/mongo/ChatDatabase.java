package xyz.anipub.chat.mongo;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import xyz.anipub.chat.change.MessageChangeRepository;
import xyz.anipub.chat.export.OwnMessages;
import xyz.anipub.store.TestDatabase;

/** A database of the chat. */
public final class ChatDatabase extends TestDatabase {

    /** One in a folder of the caller's. */
    static ChatDatabase in(Path folder) {
        ChatDatabase opened = new ChatDatabase();
        opened.open(folder);
        return opened;
    }

    /** Changes as they are kept there, for tests of other packages. */
    public static MessageChangeRepository changes(ChatStore store, MongoMessageRepository messages) {
        return new MongoMessageChangeRepository(store, messages);
    }

    public static OwnMessages ownMessages(ChatStore store) {
        return new MongoOwnMessages(store);
    }

    /** A store whose indexes exist, over this database without its documents. */
    public ChatStore emptyStore() {
        ChatStore store = new ChatStore(emptied());
        store.beginIndexes();
        await().atMost(1, TimeUnit.MINUTES).until(store::isWritable);
        commands.clear();
        return store;
    }
}
