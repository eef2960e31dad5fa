package xyz.anipub.bench;

import java.nio.file.Path;
import xyz.anipub.boot.EmbeddedMongo;

/** The embedded store as a process of its own, until its input ends. */
public final class StoreMain {

    static final String READY = "store ";

    private StoreMain() {}

    /** @param args the folder */
    public static void main(String[] args) throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(Path.of(args[0]))) {
            System.out.println(READY + mongo.connectionString());
            System.in.read();
        }
    }
}
