package xyz.anipub.bench;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import xyz.anipub.store.embedded.EmbeddedMongo;

/** The embedded store as a process of its own, until its input ends. */
public final class StoreMain {

    static final String READY = "store ";

    /** Held, since nobody else does. It tells of each connection otherwise. */
    private static final Logger LOG = Logger.getLogger("de.bwaldvogel");

    private StoreMain() {}

    /** @param args the folder */
    public static void main(String[] args) throws Exception {
        LOG.setLevel(Level.WARNING);
        try (EmbeddedMongo mongo = EmbeddedMongo.open(Path.of(args[0]))) {
            System.out.println(READY + mongo.connectionString());
            System.in.read();
        }
    }
}
