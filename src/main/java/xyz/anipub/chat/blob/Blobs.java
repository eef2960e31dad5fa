package xyz.anipub.chat.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Keeps bytes under ids of its own; what is kept never changes. Any thread may call; each call may wait for the store for a bounded
 * time, and then throws what the repositories of the chat throw. Streams are read and written piece by piece, never as a whole.
 */
public interface Blobs {

    /**
     * Keeps what the stream has, to its end, if that is not too much. Nothing is there before all is: a call that fails leaves
     * nothing that any other call would find.
     *
     * @param group up to 200 characters
     * @param type up to 100 characters
     * @param mostBytes how many there may be
     * @return empty if there are more; then nothing is kept
     * @throws IOException what the stream throws
     */
    Optional<Blob> put(String group, String type, InputStream content, long mostBytes) throws IOException;

    /** What is known of one. */
    Optional<Blob> find(String id);

    /** Its bytes; empty if there is none. Whoever asks closes it. Reading it throws what the methods here throw. */
    Optional<InputStream> open(String id);

    /** Those of a group, the oldest first. */
    List<Blob> of(String group, int limit);

    /** Forgets one; no error if it is not there. */
    void delete(String id);
}
