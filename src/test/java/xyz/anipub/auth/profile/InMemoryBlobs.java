package xyz.anipub.auth.profile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import xyz.anipub.chat.blob.Blob;
import xyz.anipub.chat.blob.Blobs;

/** Blobs in a map, with the promises of the port. */
final class InMemoryBlobs implements Blobs {

    final Map<String, Blob> kept = new LinkedHashMap<>();
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private int count;

    @Override
    public synchronized Optional<Blob> put(String group, String type, InputStream content, long mostBytes)
            throws IOException {
        byte[] bytes = content.readAllBytes();
        if (bytes.length > mostBytes) {
            return Optional.empty();
        }
        Blob blob = new Blob("%024x".formatted(++count), group, type, bytes.length, now);
        kept.put(blob.id(), blob);
        contents.put(blob.id(), bytes);
        return Optional.of(blob);
    }

    @Override
    public synchronized Optional<Blob> find(String id) {
        return Optional.ofNullable(kept.get(id));
    }

    @Override
    public synchronized Optional<InputStream> open(String id) {
        return find(id).map(blob -> new ByteArrayInputStream(Objects.requireNonNull(contents.get(id))));
    }

    @Override
    public synchronized List<Blob> of(String group, int limit) {
        return kept.values().stream()
                .filter(blob -> blob.group().equals(group))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void delete(String id) {
        kept.remove(id);
        contents.remove(id);
    }
}
