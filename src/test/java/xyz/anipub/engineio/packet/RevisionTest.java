package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol sections 1.1 and 2.1. */
class RevisionTest {

    private static final EncodedPacket TEXT = EncodedPacket.of(new Packet.Text("a"));
    private static final EncodedPacket BINARY = EncodedPacket.of(new Packet.Binary(new byte[] {1}));

    @Test
    void isFourForExactlyThat() {
        assertThat(Revision.named("4")).isEqualTo(Revision.V4);
        assertThat(Revision.V4.number()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "", "2", "44", " 4", "4 ", "04", "5", "four"})
    void isThreeForAnythingElse(String eio) {
        assertThat(Revision.named(eio)).isEqualTo(Revision.V3);
        assertThat(Revision.V3.number()).isEqualTo(3);
    }

    @Test
    void readsABinaryMessageOfRevision4AsItIs() {
        PacketCodecV3Test.assertBinary(Revision.V4.decode(new byte[] {4, 1}), "0401");
    }

    @ParameterizedTest
    @EnumSource(Revision.class)
    void readsTextMessagesAlike(Revision revision) {
        assertThat(revision.decode("4hello")).isEqualTo(new Packet.Text("hello"));
    }

    @Test
    void hearsThatAClientLivesByPongsOrByItsOwnPings() {
        assertThat(Revision.V4.signOfLife()).isEqualTo(PacketType.PONG);
        assertThat(Revision.V3.signOfLife()).isEqualTo(PacketType.PING);
    }

    @Test
    void takesBinaryPayloadsInRevision3Alone() {
        assertThat(Revision.V3.hasBinaryPayloads()).isTrue();
        assertThat(Revision.V4.hasBinaryPayloads()).isFalse();
    }

    @Test
    void writesAPayloadOfRevision4InTextEvenIfBinaryIsTaken() {
        PayloadBody body = Revision.V4.encode(List.of(TEXT, BINARY), false);

        assertThat(body.isBinary()).isFalse();
        assertThat(body.text()).isEqualTo("4a\u001ebAQ==");
    }

    @Test
    void readsAPayloadOfRevision4() {
        List<Packet> received = new ArrayList<>();

        Revision.V4.decode(PayloadBody.ofText("4a\u001e6".getBytes(StandardCharsets.UTF_8)), received::add);

        assertThat(received).containsExactly(new Packet.Text("a"), new Packet.Noop());
    }

    @ParameterizedTest
    @EnumSource
    void refusesTextThatIsNotUtf8(Revision revision) {
        PayloadBody body = PayloadBody.ofText(new byte[] {(byte) 0xc3, '('});

        assertThatThrownBy(() -> revision.decode(body, packet -> {})).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void leavesTheMessagesOfAClientOfTodayAlone() {
        List<EncodedPacket> batch = List.of(TEXT, BINARY);

        assertThat(Revision.V4.messages(batch, false)).isSameAs(batch);
    }

    @ParameterizedTest
    @EnumSource
    void sharesTextBetweenTheRevisions(Revision revision) {
        assertThat(revision.messages(List.of(TEXT), false)).first().isSameAs(TEXT);
        assertThat(revision.messages(List.of(TEXT), true)).first().isSameAs(TEXT);
    }

    @Test
    void writesBinaryMessagesAsEachClientTakesThem() {
        assertThat(Revision.V4.messages(List.of(BINARY), false).get(0).webSocketFrame())
                .containsExactly(0x82, 1, 1);
        assertThat(Revision.V3.messages(List.of(BINARY), false).get(0).webSocketFrame())
                .containsExactly(0x82, 2, 4, 1);
        assertThat(Revision.V4.messages(List.of(BINARY), true).get(0).text()).isEqualTo("bAQ==");
        EncodedPacket olderText = Revision.V3.messages(List.of(BINARY), true).get(0);
        assertThat(olderText.text()).isEqualTo("b4AQ==");
        assertThat(olderText.isBinary()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void makesEachFormOnceForAllSessions(Revision revision) {
        for (boolean textOnly : new boolean[] {true, false}) {
            EncodedPacket once = revision.messages(List.of(BINARY), textOnly).get(0);
            EncodedPacket twice = revision.messages(List.of(BINARY), textOnly).get(0);

            assertThat(twice).isSameAs(once);
            assertThat(twice.webSocketFrame()).isSameAs(once.webSocketFrame());
            assertThat(twice.webSocketBytes()).isSameAs(once.webSocketBytes());
        }
    }

    @Test
    void takesItsOwnFormAsItIs() {
        List<EncodedPacket> older = Revision.V3.messages(List.of(BINARY), false);

        assertThat(Revision.V3.messages(older, false)).isEqualTo(older);
    }
}
