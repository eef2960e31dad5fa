package xyz.anipub.store.embedded.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.h2.store.fs.FilePath;

/** Whether a disk takes what is written: tried with a file beside the store's, which is gone afterwards. */
public final class SpaceProbe {

    /** In bytes; so much more than a commit usually needs that the store does not go on for a moment only. */
    private static final int ENOUGH = 4 << 20;

    private SpaceProbe() {}

    /** @param file as the library names it; waits for the disk */
    public static boolean isThereRoom(String file) {
        FilePath probe = FilePath.get(file);
        try {
            probe.delete();
            try (FileChannel channel = create(probe)) {
                ByteBuffer zeros = ByteBuffer.allocate(ENOUGH);
                while (zeros.hasRemaining()) {
                    channel.write(zeros);
                }
                channel.force(true);
            } finally {
                probe.delete();
            }
            return true;
        } catch (IOException | RuntimeException refused) {
            return false;
        }
    }

    /** Nothing that somebody has put there is written to. */
    private static FileChannel create(FilePath probe) throws IOException {
        if (probe.getScheme().equals("file")) {
            return FileChannel.open(
                    Path.of(probe.toString()),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        }
        return probe.open("rw");
    }
}
