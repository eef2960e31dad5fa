package xyz.anipub.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.h2.store.fs.FileBaseDefault;

/**
 * Files in memory, on a disk that loses its power, or has no room for a while.
 *
 * <p>What was written is read at once, as from a system's cache; it is on the disk when it was forced. A power loss leaves of the rest
 * any sectors in any of their states, as a disk may write them in any order; a killed process leaves all that it wrote.
 */
final class FaultyDisk {

    private static final int SECTOR = 512;

    private final Map<String, Content> files = new HashMap<>();
    /** How many more writes and forces it takes before the power is gone. */
    private int life = Integer.MAX_VALUE;

    private boolean full;
    private boolean failing;
    private int operations;

    /** One write, or, without bytes, a new length. */
    private record Change(long position, byte[] bytes) {}

    private static final class Content {

        byte[] bytes = new byte[0];
        byte[] forced = new byte[0];
        final List<Change> unforced = new ArrayList<>();

        void apply(Change change) {
            bytes = applied(bytes, change, sector -> true);
            unforced.add(change);
        }
    }

    private interface Sectors {
        boolean has(long sector);
    }

    /** In place where it fits. */
    private static byte[] applied(byte[] before, Change change, Sectors arrived) {
        if (change.bytes == null) {
            return Arrays.copyOf(before, (int) change.position);
        }
        int end = (int) change.position + change.bytes.length;
        byte[] after = end > before.length ? Arrays.copyOf(before, end) : before;
        for (long at = change.position; at < end; ) {
            long sector = at / SECTOR;
            int length = (int) (Math.min(end, (sector + 1) * SECTOR) - at);
            if (arrived.has(sector)) {
                System.arraycopy(change.bytes, (int) (at - change.position), after, (int) at, length);
            }
            at += length;
        }
        return after;
    }

    /** Lets so many writes and forces happen, and none afterwards. */
    synchronized void dieAfter(int more) {
        life = operations + more;
    }

    synchronized boolean isDead() {
        return operations > life;
    }

    /** Refuses whatever needs room from now on, or no longer. */
    synchronized void setFull(boolean full) {
        this.full = full;
    }

    /** Fails whenever it is waited for, from now on, or no longer; and forgets, as systems do, what it was waited for. */
    synchronized void setFailing(boolean failing) {
        this.failing = failing;
    }

    /** The disk as it is found after the power was lost. */
    synchronized FaultyDisk afterPowerLoss(Random random) {
        // A disk may have got nearly all, or nearly nothing.
        double odds = List.of(0.0, 0.1, 0.5, 0.9, 1.0).get(random.nextInt(5));
        return copy(content -> {
            byte[] found = content.forced.clone();
            for (Change change : content.unforced) {
                boolean all = random.nextInt(4) == 0;
                if (change.bytes != null || random.nextBoolean()) {
                    found = applied(found, change, sector -> all || random.nextDouble() < odds);
                }
            }
            return found;
        });
    }

    /** The disk as another process finds it. */
    synchronized FaultyDisk afterKill() {
        FaultyDisk next = copy(content -> content.bytes.clone());
        // What was not forced is no safer than before.
        next.files.forEach((name, content) -> {
            content.forced = files.get(name).forced.clone();
            content.unforced.addAll(files.get(name).unforced);
        });
        return next;
    }

    private interface Left {
        byte[] of(Content content);
    }

    private FaultyDisk copy(Left left) {
        FaultyDisk next = new FaultyDisk();
        files.forEach((name, content) -> {
            Content found = new Content();
            found.bytes = left.of(content);
            found.forced = found.bytes.clone();
            next.files.put(name, found);
        });
        return next;
    }

    synchronized FileChannel open(String name) {
        return new Channel(files.computeIfAbsent(name, file -> new Content()));
    }

    private void operate() throws IOException {
        if (++operations > life) {
            throw new IOException("The power is gone");
        }
    }

    private final class Channel extends FileBaseDefault {

        private final Content content;
        private volatile boolean closed;

        Channel(Content content) {
            this.content = content;
        }

        private void check() throws IOException {
            if (closed) {
                throw new ClosedChannelException();
            }
            if (isDead()) {
                throw new IOException("The power is gone");
            }
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            synchronized (FaultyDisk.this) {
                check();
                int length = (int) Math.min(to.remaining(), content.bytes.length - position);
                if (length <= 0) {
                    return -1;
                }
                to.put(content.bytes, (int) position, length);
                return length;
            }
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            synchronized (FaultyDisk.this) {
                check();
                byte[] bytes = new byte[from.remaining()];
                from.duplicate().get(bytes);
                if (full && position + bytes.length > content.bytes.length) {
                    // Some of it may still find room, as on real ones.
                    content.apply(new Change(position, Arrays.copyOf(bytes, bytes.length / 2)));
                    throw new IOException("No space left on device");
                }
                content.apply(new Change(position, bytes));
                operate();
                from.position(from.limit());
                return bytes.length;
            }
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            synchronized (FaultyDisk.this) {
                check();
                if (size < content.bytes.length) {
                    content.apply(new Change(size, null));
                }
                operate();
            }
        }

        @Override
        public void force(boolean metaData) throws IOException {
            synchronized (FaultyDisk.this) {
                check();
                operate();
                if (failing) {
                    content.unforced.clear();
                    throw new IOException("Input/output error");
                }
                for (Change change : content.unforced) {
                    content.forced = applied(content.forced, change, sector -> true);
                }
                content.unforced.clear();
            }
        }

        @Override
        public long size() {
            synchronized (FaultyDisk.this) {
                return content.bytes.length;
            }
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            return new FileLock(this, position, size, shared) {
                @Override
                public boolean isValid() {
                    return !closed;
                }

                @Override
                public void release() {
                    // Nobody else is there.
                }
            };
        }

        @Override
        protected void implCloseChannel() {
            closed = true;
        }
    }
}
