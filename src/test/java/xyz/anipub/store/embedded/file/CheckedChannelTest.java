package xyz.anipub.store.embedded.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedChannelTest {

    private static final int PAGE = 128;
    private static final int START = CheckedChannel.HEADER;
    private static final int END = START + 3 * CheckedChannel.BLOCK;

    @TempDir
    Path folder;

    /** While a store opens, it reads pages, too. */
    @Test
    void hidesNoPageThatLiesWhereALastLineMay() throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(END - START);
        piece.put(bytes("chunk:1,len:3,root:4000000c1,version:2\n"));
        int page = CheckedChannel.BLOCK - PAGE;
        piece.putInt(page, PAGE).put(page + 40, bytes("chunk.1"));
        piece.put(END - START - PAGE, bytes(checked("chunk:1,len:3,version:2")));
        try (CheckedChannel writing = open()) {
            writing.write(piece.duplicate().clear(), START);
        }
        try (CheckedChannel reading = open()) {
            assertThat(read(reading, END - PAGE))
                    .as("the last line")
                    .startsWith(bytes("chunk:1,len:3,version:2,seal:"));
            assertThat(read(reading, START + page))
                    .isEqualTo(bytes(piece.position(page).limit(page + PAGE)));
        }
    }

    private CheckedChannel open() throws IOException {
        CheckedChannel opened = new CheckedChannel(FileChannel.open(
                folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        opened.setKey("0123456789abcdef");
        return opened;
    }

    private static byte[] read(CheckedChannel channel, long position) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(PAGE);
        assertThat(channel.read(line, position)).isEqualTo(PAGE);
        return line.array();
    }

    private static String checked(String line) {
        StringBuilder checked = new StringBuilder(line);
        DataUtils.appendMap(checked, "fletcher", DataUtils.getFletcher32(bytes(line), 0, line.length()));
        return checked + " ".repeat(PAGE - 1 - checked.length()) + "\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return bytes;
    }
}
