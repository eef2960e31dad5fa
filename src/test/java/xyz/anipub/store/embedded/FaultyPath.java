package xyz.anipub.store.embedded;

import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** The library's way to a {@link FaultyDisk}: {@link #WAY} in front of a file's name. Public for its reflection. */
public final class FaultyPath extends FilePathWrapper {

    static final String WAY = "faulty:";

    private static final Map<String, FaultyDisk> DISKS = new ConcurrentHashMap<>();

    static {
        FilePath.register(new FaultyPath());
    }

    /** For the library. */
    public FaultyPath() {}

    /** Puts a disk behind all files whose names begin so. */
    static void plug(String beginning, FaultyDisk disk) {
        DISKS.put(beginning, disk);
    }

    static void unplug(String beginning) {
        DISKS.remove(beginning);
    }

    @Override
    public String getScheme() {
        return WAY.substring(0, WAY.length() - 1);
    }

    @Override
    public FileChannel open(String mode) {
        String file = unwrap().toString();
        return DISKS.entrySet().stream()
                .filter(plugged -> file.startsWith(plugged.getKey()))
                .map(plugged -> plugged.getValue().open(file))
                .findAny()
                .orElseThrow();
    }
}
