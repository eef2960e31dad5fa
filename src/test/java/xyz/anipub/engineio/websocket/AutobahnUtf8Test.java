package xyz.anipub.engineio.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chapter 6, text. */
class AutobahnUtf8Test {

    /** The Greek word of Markus Kuhn's stress test, from which most sequences here are. */
    private static final String WORD = "cebae1bdb9cf83cebcceb5";

    private static final String EDITED = "656469746564";

    /** By section, the texts of its cases in hex; an exclamation mark says that one is wrong. */
    private static final String TEXTS = """
            6.5  68656c6c6f24776f726c64 68656c6c6fc2a2776f726c64 68656c6c6fe282ac776f726c64 68656c6c6ff0a4ada2776f726c64 %s
            6.6  !ce ceba !cebae1 !cebae1bd cebae1bdb9 !cebae1bdb9cf cebae1bdb9cf83 !cebae1bdb9cf83ce cebae1bdb9cf83cebc
            6.6  !cebae1bdb9cf83cebcce %s
            6.7  00 c280 e0a080 f0908080
            6.8  !f888808080 !fc8480808080
            6.9  7f dfbf efbfbf f48fbfbf
            6.10 !f7bfbfbf !fbbfbfbfbf !fdbfbfbfbfbf
            6.11 ed9fbf ee8080 efbfbd f48fbfbf !f4908080
            6.12 !80 !bf !80bf !80bf80 !80bf80bf !80bf80bf80 !80bf80bf80bf !%s
            6.13 !%s !%s !%s !%s !%s
            6.14 !c0 !e080 !f08080 !f8808080 !fc80808080 !df !efbf !f7bfbf !fbbfbfbf !fdbfbfbfbf
            6.15 !c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf
            6.16 !fe !ff !fefeffff
            6.17 !c0af !e080af !f08080af !f8808080af !fc80808080af
            6.18 !c1bf !e09fbf !f08fbfbf !f887bfbfbf !fc83bfbfbfbf
            6.19 !c080 !e08080 !f0808080 !f880808080 !fc8080808080
            6.20 !eda080 !edadbf !edae80 !edafbf !edb080 !edbe80 !edbfbf
            6.21 !eda080edb080 !eda080edbfbf !edadbfedb080 !edadbfedbfbf !edae80edb080 !edae80edbfbf !edafbfedb080 !edafbfedbfbf
            6.22 %s
            6.23 efbfb9 efbfba efbfbb efbfbc efbfbd efbfbe efbfbf
            """.formatted(
                    WORD,
                    WORD,
                    range(0x80, 0xbe, ""),
                    range(0xc0, 0xde, "20"),
                    range(0xe0, 0xee, "20"),
                    range(0xf0, 0xf6, "20"),
                    range(0xf8, 0xfa, "20"),
                    range(0xfc, 0xfc, "20"),
                    nonCharacters());

    static Stream<AutobahnCase> cases() {
        return Stream.concat(fragments(), texts());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void passes(AutobahnCase chosen) {
        chosen.run();
    }

    /** U+110000 is wrong with its second byte: no later byte is waited for, nor the frame's end. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"6.4.1", "6.4.2", "6.4.3", "6.4.4"})
    void failsAtOnce(String id) {
        String second = id.equals("6.4.1") || id.equals("6.4.3") ? "f4908080" : "90";
        String first = second.equals("90") ? WORD + "f4" : WORD;
        boolean inFrames = id.equals("6.4.1") || id.equals("6.4.2");
        EchoPeer peer = new EchoPeer();

        byte[] whole = ClientFrame.text(hex(WORD + "f4908080" + EDITED)).bytes();
        int cut = 6 + first.length() / 2;
        peer.receive(inFrames ? ClientFrame.text(hex(first)).unfinished().bytes() : Arrays.copyOfRange(whole, 0, cut));
        assertThat(peer.answers()).isEmpty();
        peer.receive(
                inFrames
                        ? ClientFrame.continuation(hex(second)).unfinished().bytes()
                        : Arrays.copyOfRange(whole, cut, cut + second.length() / 2));

        assertThat(peer.answers()).containsExactly("close 1007", "end");
    }

    private static Stream<AutobahnCase> fragments() {
        String hello = "Hello-µ@ßöäüàá-UTF-8!!";
        ClientFrame nothing = ClientFrame.continuation("");
        ClientFrame nothingYet = ClientFrame.text("").unfinished();
        byte[] surrogate = hex(WORD + "eda080" + EDITED);
        return Stream.of(
                AutobahnCase.of("6.1.1", ClientFrame.text("")).isAnswered("text "),
                AutobahnCase.of("6.1.2", nothingYet, nothing.unfinished(), nothing)
                        .isAnswered("text "),
                AutobahnCase.of(
                                "6.1.3",
                                nothingYet,
                                ClientFrame.continuation("middle").unfinished(),
                                nothing)
                        .isAnswered("text middle"),
                AutobahnCase.of("6.2.1", ClientFrame.text(hello)).isAnswered("text " + hello),
                AutobahnCase.of(
                                "6.2.2",
                                ClientFrame.text("Hello-µ@ßöä").unfinished(),
                                ClientFrame.continuation("üàá-UTF-8!!"))
                        .isAnswered("text " + hello),
                AutobahnCase.of("6.2.3", ClientFrame.fragments(Opcode.TEXT, hello.getBytes(UTF_8), 1))
                        .isAnswered("text " + hello),
                AutobahnCase.of("6.2.4", ClientFrame.fragments(Opcode.TEXT, hex(WORD), 1))
                        .isAnswered("text " + new String(hex(WORD), UTF_8)),
                AutobahnCase.of("6.3.1", ClientFrame.text(surrogate)).fails(1007),
                AutobahnCase.of("6.3.2", ClientFrame.fragments(Opcode.TEXT, surrogate, 1))
                        .fails(1007));
    }

    private static Stream<AutobahnCase> texts() {
        List<AutobahnCase> all = new ArrayList<>();
        String section = "";
        int number = 0;
        for (String line : TEXTS.lines().toList()) {
            String[] words = line.split("\\s+");
            number = words[0].equals(section) ? number : 0;
            section = words[0];
            for (String text : Arrays.asList(words).subList(1, words.length)) {
                all.add(text(section + "." + ++number, text));
            }
        }
        return all.stream();
    }

    private static AutobahnCase text(String id, String text) {
        if (text.startsWith("!")) {
            return AutobahnCase.of(id, ClientFrame.text(hex(text.substring(1)))).fails(1007);
        }
        byte[] utf8 = hex(text);
        return AutobahnCase.of(id, ClientFrame.text(utf8)).isAnswered("text " + new String(utf8, UTF_8));
    }

    /** The last two code points of each plane, which are valid though they are no characters. */
    private static String nonCharacters() {
        StringBuilder all = new StringBuilder("efbfbe efbfbf");
        for (int plane = 1; plane <= 16; plane++) {
            for (int last : new int[] {0xfffe, 0xffff}) {
                byte[] utf8 = Character.toString(plane << 16 | last).getBytes(UTF_8);
                all.append(' ').append(HexFormat.of().formatHex(utf8));
            }
        }
        return all.toString();
    }

    private static String range(int first, int last, String after) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        IntStream.rangeClosed(first, last).forEach(one -> {
            all.write(one);
            all.writeBytes(hex(after));
        });
        return HexFormat.of().formatHex(all.toByteArray());
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
