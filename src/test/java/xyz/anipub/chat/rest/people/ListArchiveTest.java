package xyz.anipub.chat.rest.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListArchiveTest {

    private static final JsonObject ONE =
            Json.createObjectBuilder().add("one", 1).build();

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void hasEachFile() throws IOException {
        ListArchive.write(out, files -> {
            files.add("one.json", ONE);
            files.add("none.json", list -> {});
            files.add("two.json", list -> {
                list.add(ONE);
                list.add(ONE);
            });
        });
        try (ZipFile zip = zip()) {
            assertThat(text(zip, "one.json")).isEqualTo("{\"one\":1}");
            assertThat(text(zip, "none.json")).isEqualTo("[]\n");
            assertThat(text(zip, "two.json")).isEqualTo("[\n{\"one\":1},\n{\"one\":1}\n]\n");
        }
    }

    @Test
    void oneThatFailsIsNoArchive() throws IOException {
        assertThatThrownBy(() -> ListArchive.write(out, files -> {
                    files.add("one.json", ONE);
                    files.add("two.json", list -> {
                        list.add(ONE);
                        throw new IllegalStateException("the store is away");
                    });
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(out.size()).isPositive();
        assertThatThrownBy(this::zip).isInstanceOf(ZipException.class);
    }

    private ZipFile zip() throws IOException {
        return new ZipFile(
                Files.write(folder.resolve("it.zip"), out.toByteArray()).toFile());
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
