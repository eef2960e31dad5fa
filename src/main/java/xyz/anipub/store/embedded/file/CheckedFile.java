package xyz.anipub.store.embedded.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
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
    /** So many bytes at once are written out: whoever else waits for the disk waits for no more than that. */
    private static final int UNSYNCED = 8 << 20;

    private final CheckedChannel channel;
    private String key = "";

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

    @Override
    protected void initializeStoreHeader(long time) {
        setKey(newKey());
        super.initializeStoreHeader(time);
    }

    private static String newKey() {
        return String.format("%016x", new SecureRandom().nextLong());
    }

    /** The library keeps in the header what it does not know. */
    private void setKey(String key) {
        this.key = key;
        storeHeader.put(CheckedChannel.SEAL, key);
        channel.setKey(key);
    }

    /** A state that was not closed in order is looked for everywhere: its header may name one that the disk never got. */
    @Override
    protected void readStoreHeader(boolean everywhere) {
        try {
            PieceLine header = channel.header();
            String found = header.fields().get(CheckedChannel.SEAL);
            if (found != null && !channel.isWithoutSeal(header)) {
                key = found;
                channel.setKey(found);
            }
            super.readStoreHeader(everywhere || !channel.isClean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A killed process may have left it in the system's memory alone; only what is on the disk may replace what was. */
    private void settle(long synced) throws IOException {
        refuseEmptiness();
        if (channel.isClean()) {
            // From here on it is not closed in order. The library leaves that in the header for some commits: if a
            // power loss tore one of
            // those, it would take an older state for the last one.
            storeHeader.remove(CheckedChannel.CLEAN);
            writeHeader();
        } else if (synced < Long.MAX_VALUE) {
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
        if (key.isEmpty()) {
            adopt(pieces.values());
        }
        channel.forget(used, lastChunkVersion());
        sync();
        channel.setOpened();
    }

    /** Where pieces are and none of them counts, or one that knows no other, nothing may be written over them. */
    private void refuseEmptiness() throws IOException {
        boolean isEmpty = getLayoutMap().keySet().stream()
                .noneMatch(key -> key.startsWith(DataUtils.META_ROOT) || key.startsWith(DataUtils.META_CHUNK));
        if (isEmpty && channel.header().number("version") > 0 && channel.hasPieces()) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT, "Nothing that is whole was found in {0}, which is not empty", this);
        }
    }

    /** Gives a file of a former version its key. It counts once it is in the header, so that a loss of power here takes nothing. */
    private void adopt(Collection<? extends Chunk<?>> pieces) throws IOException {
        setKey(newKey());
        for (Chunk<?> piece : pieces) {
            if (piece.block > 0) {
                channel.seal(piece.block * CheckedChannel.BLOCK, (piece.block + piece.len) * CheckedChannel.BLOCK);
            }
        }
        sync();
        writeHeader();
        sync();
    }

    /** As the library does it, which does so when it thinks fit. */
    private void writeHeader() {
        Chunk<?> last = lastChunk;
        if (last != null) {
            storeHeader.put("block", last.block);
            storeHeader.put("chunk", last.id);
            storeHeader.put("version", last.version);
        }
        StringBuilder line = DataUtils.appendMap(new StringBuilder(), storeHeader);
        byte[] checked = line.toString().getBytes(StandardCharsets.ISO_8859_1);
        DataUtils.appendMap(line, PieceLine.CHECK, DataUtils.getFletcher32(checked, 0, checked.length));
        byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer header = ByteBuffer.allocate(CheckedChannel.HEADER);
        header.put(0, bytes).put(CheckedChannel.BLOCK, bytes);
        writeFully(null, 0, header);
    }

    /** In bytes, as the system has it. Any thread may ask. */
    public long length() throws IOException {
        return channel.size();
    }

    /**
     * Writes what the file has now to another, while others write to it. Opened, the copy is in a state of the store, no older than
     * the version whose use is registered from before this begins to its end. Any thread may call, and waits for the disk.
     *
     * @param stopping whether to give up
     */
    public void copyTo(FileChannel copy, BooleanSupplier stopping) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(PART);
        long synced = 0;
        for (long at = 0; channel.read(part.clear(), at) > 0; ) {
            if (stopping.getAsBoolean()) {
                throw new InterruptedIOException("The store is being closed");
            }
            at += part.flip().remaining();
            if (at - synced > UNSYNCED) {
                copy.force(false);
                synced = at;
            }
            while (part.hasRemaining()) {
                copy.write(part);
            }
        }
        copy.force(true);
    }
}
