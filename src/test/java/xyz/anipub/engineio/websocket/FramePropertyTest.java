package xyz.anipub.engineio.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** {@link FrameLaws} for conversations that keep the protocol, for damaged ones, and for any bytes. */
class FramePropertyTest {

    /** A message or control frame as frames, with what a decoder finds. */
    record Said(List<ClientFrame> frames, String event) {}

    @Property
    void whatIsSaidIsFoundWhereverItIsCut(
            @ForAll("conversations") List<Said> said, @ForAll @IntRange(min = 1, max = 40) int size) {
        byte[] bytes = bytes(said);

        assertThat(FrameLaws.read(bytes))
                .isEqualTo(said.stream().map(Said::event).toList());
        FrameLaws.holdFor(bytes);
        FrameLaws.holdForPieces(bytes, size);
    }

    @Property
    void damageIsFoundWhereverItIsCut(
            @ForAll("conversations") List<Said> said,
            @ForAll int position,
            @ForAll byte other,
            @ForAll @IntRange(min = 1, max = 40) int size) {
        byte[] bytes = bytes(said);
        bytes[Math.floorMod(position, bytes.length)] = other;

        FrameLaws.holdFor(bytes);
        FrameLaws.holdForPieces(bytes, size);
    }

    @Property
    void anyBytesAreFramesOrAViolation(@ForAll byte[] bytes) {
        FrameLaws.holdFor(bytes);
    }

    @Provide
    Arbitrary<List<Said>> conversations() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(FrameLaws.LIMIT / 2);
        // A lone surrogate has no UTF-8.
        Arbitrary<byte[]> texts = Arbitraries.strings().ofMaxLength(100).map(text -> text.getBytes(UTF_8));
        Arbitrary<byte[]> payloads = Arbitraries.bytes().array(byte[].class).ofMaxSize(125);
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, FrameLaws.LIMIT);
        return Arbitraries.oneOf(
                        Combinators.combine(texts, sizes)
                                .as((text, size) -> new Said(
                                        ClientFrame.fragments(Opcode.TEXT, text, size),
                                        "text " + new String(text, UTF_8))),
                        Combinators.combine(bytes, sizes)
                                .as((binary, size) -> new Said(
                                        ClientFrame.fragments(Opcode.BINARY, binary, size), "binary " + hex(binary))),
                        payloads.map(payload ->
                                new Said(List.of(ClientFrame.of(Opcode.PING, payload)), "ping " + hex(payload))),
                        payloads.map(payload ->
                                new Said(List.of(ClientFrame.of(Opcode.PONG, payload)), "pong " + hex(payload))))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static byte[] bytes(List<Said> said) {
        List<ClientFrame> frames = new ArrayList<>();
        said.forEach(one -> frames.addAll(one.frames()));
        return ClientFrame.bytes(frames);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
