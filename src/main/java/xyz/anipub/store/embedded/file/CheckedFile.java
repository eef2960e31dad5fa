package xyz.anipub.store.embedded.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.Chunk;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SingleFileStore;

/**
 * Opens a store's file so that what a power loss has left of it is read as the newest state that is whole, and is on the disk
 * before anything is written; and copies it while it is in use.
 */
public final class CheckedFile extends SingleFileStore {

    private static final int PART = 1 << 18;

    private final CheckedChannel channel;

    private CheckedFile(String name) {
        super(new HashMap<>());
        channel = CheckedPath.opened(() -> super.open(name, false, null));
    }

    /**
     * Opens a store that commits when it is told to, and at no other time.
     *
     * @param file as the library names it; created if it is missing
     * @param synced the newest version of it that is known to be on the disk, if who used it until now had to give it up; else that
     *     of all
     * @throws MVStoreException if the file is in use, no state of it is whole, or the disk refuses
     */
    public static MVStore open(String file, long synced) {
        CheckedFile opened = new CheckedFile(CheckedPath.PREFIX + file);
        try {
            if (opened.channel.isBlank()) {
                // A power loss came before the first state.
                opened.truncate(0);
            }
            // or a write could commit by itself, between a document and its index entry
            MVStore store = new MVStore.Builder()
                    .adoptFileStore(opened)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
            opened.settle(synced);
            return store;
        } catch (IOException e) {
            opened.abandon(e);
            throw DataUtils.newMVStoreException(DataUtils.ERROR_WRITING_FAILED, "The disk refuses {0}", file, e);
        } catch (RuntimeException e) {
            opened.abandon(e);
            throw e;
        }
    }

    private void abandon(Exception failure) {
        try {
            channel.close();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    /** A state that was not closed in order is looked for everywhere: its header may name one that the disk never got. */
    @Override
    protected void readStoreHeader(boolean everywhere) {
        try {
            super.readStoreHeader(everywhere || !channel.isClean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A killed process may have left it in the system's memory alone; only what is on the disk may replace what was. */
    private void settle(long synced) throws IOException {
        if (synced < Long.MAX_VALUE) {
            channel.rewrite(0, CheckedChannel.HEADER);
        }
        BitSet used = new BitSet();
        Map<Integer, ? extends Chunk<?>> pieces = getChunks();
        for (Chunk<?> piece : pieces.values()) {
            used.set((int) piece.block, (int) piece.block + piece.len);
            if (piece.version > synced) {
                channel.rewrite(piece.block * CheckedChannel.BLOCK, (piece.block + piece.len) * CheckedChannel.BLOCK);
            }
        }
        sync();
        channel.forget(used);
        sync();
    }

    /**
     * Writes what the file has now to another, while others write to it. Opened, the copy is in a state of the store, no older than
     * the version whose use is registered from before this begins to its end. Any thread may call, and waits for the disk.
     */
    public void copyTo(FileChannel copy) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(PART);
        for (long at = 0; channel.read(part.clear(), at) > 0; ) {
            at += part.flip().remaining();
            while (part.hasRemaining()) {
                copy.write(part);
            }
        }
        copy.force(true);
    }
}
