package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import xyz.anipub.store.embedded.file.JournaledStore;

/** The commands of mongo-java-server over the embedded store's file. Not safe for threads: one event loop calls it. */
final class EmbeddedMongoBackend extends AbstractMongoBackend {

    private final JournaledStore store;

    EmbeddedMongoBackend(JournaledStore store) {
        this.store = store;
        store.mapNames().stream()
                .filter(name -> name.startsWith(EmbeddedMongoDatabase.DOCUMENTS))
                .map(name -> name.split("\\.", 3)[1])
                .distinct()
                .forEach(this::resolveDatabase);
        store.setOpened();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new EmbeddedMongoDatabase(name, store, getCursorRegistry());
    }
}
