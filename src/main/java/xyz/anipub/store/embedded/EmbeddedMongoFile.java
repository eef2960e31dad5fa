package xyz.anipub.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import xyz.anipub.store.embedded.file.JournaledStore;

/** Opens the embedded store's files: only their owner may read them, and only one process at a time may have them open. */
final class EmbeddedMongoFile {

    static final String NAME = "anipub.mv.db";

    private static final String FILE = "rw-------";

    /** Milliseconds for which a freed piece of the file is not overwritten. */
    private static final int RETENTION = 1_000;

    private EmbeddedMongoFile() {}

    static Path in(Path folder) {
        return folder.toAbsolutePath().normalize().resolve(NAME);
    }

    static JournaledStore open(Path folder) {
        return open(in(folder), "", Long.MAX_VALUE);
    }

    /**
     * @param disk what the library's name of the file has in front of it: nothing, or a test's own way to the disk
     * @param synced as {@link JournaledStore#open} wants it
     */
    static JournaledStore open(Path file, String disk, long synced) {
        try {
            create(file);
            for (String journal : JournaledStore.JOURNALS) {
                create(file.resolveSibling(file.getFileName() + journal));
            }
        } catch (IOException e) {
            throw new EmbeddedMongoUnavailableException(
                    "The embedded store's file " + file + " cannot be created (" + e
                            + "). Set anipub.data to a folder that this process may write to, or set MONGODB_URI.",
                    e);
        }
        try {
            JournaledStore opened = JournaledStore.open(disk + file, synced);
            opened.store().setRetentionTime(RETENTION);
            opened.store().setVersionsToKeep(0);
            return opened;
        } catch (MVStoreException e) {
            throw unavailable(file, e);
        }
    }

    static EmbeddedMongoUnavailableException unavailable(Path file, MVStoreException e) {
        return new EmbeddedMongoUnavailableException(explain(file, e), e);
    }

    /**
     * Opens a copy of a store, makes it independent of the store's journals, and closes it.
     *
     * @param version that it has to have, or a newer one
     * @throws IOException if it is not there, or is another
     */
    static void check(Path copy, long version) throws IOException {
        if (!Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS) || Files.size(copy) == 0) {
            throw new NoSuchFileException(copy.toString());
        }
        long found = JournaledStore.detach(copy.toString());
        if (found < version) {
            throw new IOException("The copy has version " + found + " instead of " + version);
        }
    }

    private static String explain(Path file, MVStoreException e) {
        if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
            return "The embedded store's file " + file + " is in use by another process or deployment."
                    + " Stop that one, or set anipub.data to another folder, or set MONGODB_URI.";
        }
        return "The embedded store's file " + file + " is damaged or was not written by this server (" + e.getMessage()
                + "). Restore it from a backup, or move it away to start with an empty store.";
    }

    /** Creates a file that only its owner may read, and its folder, unless they are there. */
    static void create(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder, forOwner(folder, "rwx------"));
        if (!isPosix(folder)) {
            return; // and the library creates the file
        }
        try {
            Files.createFile(file, forOwner(file, FILE));
            sync(folder);
        } catch (FileAlreadyExistsException e) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
        }
    }

    /** Creates a file for its owner alone, to write it; nothing may be there, and no link is followed. */
    static FileChannel createNew(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                forOwner(file, FILE));
    }

    /** Has the disk know the names in a folder. */
    static void sync(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (FileChannel names = FileChannel.open(folder)) {
                names.force(true);
            }
        }
    }

    /** None where the file system knows no permissions of this kind. */
    private static FileAttribute<?>[] forOwner(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
