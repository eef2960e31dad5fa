package xyz.anipub.socketio.msgpack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.packet.ParserLaws;

/** {@link ParserLaws} for binary messages that a fuzzer makes up. */
class MsgpackFuzzTest {

    @FuzzTest
    void packets(byte[] message) {
        ParserLaws.holdForMessages(new MsgpackParser(), PacketLimits.standard(), null, List.of(message));
    }
}
