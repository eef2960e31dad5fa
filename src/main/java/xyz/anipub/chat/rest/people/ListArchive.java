package xyz.anipub.chat.rest.people;

import jakarta.json.JsonObject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP of JSON files. It has its end only if all of it was written: one that fails in the middle is no archive, for whatever opens it. For one
 * thread.
 */
final class ListArchive {

    private final ZipOutputStream zip;

    private ListArchive(ZipOutputStream zip) {
        this.zip = zip;
    }

    /** What all of it has. */
    @FunctionalInterface
    interface Files {
        void write(ListArchive archive) throws IOException;
    }

    /** What one file has. */
    @FunctionalInterface
    interface Content {
        void write(JsonList list) throws IOException;
    }

    /** @throws IOException if the receiver takes nothing more; what the files throw goes through */
    static void write(OutputStream out, Files files) throws IOException {
        Valve valve = new Valve(out);
        // Closing frees what is not on the heap, and would write the end of the archive, whatever has happened.
        try (ZipOutputStream zip = new ZipOutputStream(valve, StandardCharsets.UTF_8)) {
            try {
                files.write(new ListArchive(zip));
                zip.finish();
                zip.flush();
            } finally {
                valve.shut();
            }
        }
    }

    void add(String name, JsonObject object) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes(object));
        zip.closeEntry();
    }

    /** An array, an object in each line, written as the content tells them. */
    void add(String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        JsonList list = new JsonList(zip);
        content.write(list);
        list.end();
        zip.closeEntry();
    }

    private static byte[] bytes(JsonObject object) {
        return object.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** An array. */
    static final class JsonList {

        private final OutputStream out;
        private String separator = "[\n";

        private JsonList(OutputStream out) {
            this.out = out;
        }

        void add(JsonObject object) throws IOException {
            out.write(separator.getBytes(StandardCharsets.US_ASCII));
            out.write(bytes(object));
            separator = ",\n";
        }

        private void end() throws IOException {
            out.write((separator.startsWith("[") ? "[]\n" : "\n]\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Lets nothing more through once it is shut, and leaves closing to whoever has opened what is behind it. */
    private static final class Valve extends FilterOutputStream {

        private boolean shut;

        Valve(OutputStream out) {
            super(out);
        }

        void shut() {
            shut = true;
        }

        @Override
        public void write(int one) throws IOException {
            if (!shut) {
                out.write(one);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (!shut) {
                out.write(bytes, from, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!shut) {
                out.flush();
            }
        }

        @Override
        public void close() {
            shut = true;
        }
    }
}
