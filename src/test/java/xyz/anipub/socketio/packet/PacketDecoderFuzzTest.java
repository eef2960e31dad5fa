package xyz.anipub.socketio.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@link ParserLaws} for messages that a fuzzer makes up: a text, and after each NUL in it an attachment. */
class PacketDecoderFuzzTest {

    @FuzzTest
    void packets(byte[] messages) {
        List<byte[]> parts = split(messages);
        String text = new String(parts.get(0), StandardCharsets.UTF_8);
        ParserLaws.holdForMessages(Parser.standard(), PacketLimits.standard(), text, parts.subList(1, parts.size()));
    }

    private static List<byte[]> split(byte[] messages) {
        List<byte[]> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= messages.length; i++) {
            if (i == messages.length || messages[i] == 0) {
                parts.add(Arrays.copyOfRange(messages, start, i));
                start = i + 1;
            }
        }
        return parts;
    }
}
