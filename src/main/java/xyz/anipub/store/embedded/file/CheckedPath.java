package xyz.anipub.store.embedded.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** The way by which the library opens a {@link CheckedChannel}: a file's name behind {@value #PREFIX}. Public for its reflection alone. */
public final class CheckedPath extends FilePathWrapper {

    private static final String SCHEME = "anipub";
    static final String PREFIX = SCHEME + ":";

    /** What the thread has opened, until who had it opened takes it. */
    private static final ThreadLocal<CheckedChannel> OPENED = new ThreadLocal<>();

    static {
        FilePath.register(new CheckedPath());
    }

    /** For the library. */
    public CheckedPath() {}

    /** The channel that is opened meanwhile. */
    static CheckedChannel opened(Runnable opening) {
        try {
            opening.run();
            return Objects.requireNonNull(OPENED.get());
        } finally {
            OPENED.remove();
        }
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        CheckedChannel opened = new CheckedChannel(super.open(mode));
        OPENED.set(opened);
        return opened;
    }
}
