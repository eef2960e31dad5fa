package xyz.anipub.socketio.adapter.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.ALL;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.bytes;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.event;
import static xyz.anipub.socketio.adapter.redis.codec.Messages.hex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.msgpack.ValueWriter;
import xyz.anipub.socketio.packet.Json;
import xyz.anipub.socketio.packet.PacketLimits;

/** What makes nodes of Node end, go deaf or read in circles, and worse, is refused here with a reason. */
class MalformedMessagesTest {

    private static final MessageLimits LIMITS = MessageLimits.standard();
    private static final byte[] NIL = hex("c0");

    private final ClassicCodec classic = new ClassicCodec("/", "aaaaaa", LIMITS);
    private final ShardedCodec sharded = new ShardedCodec("/", "aaaaaaaaaaaaaaaa", LIMITS);
    private final StreamsCodec streams = new StreamsCodec("/", "aaaaaaaaaaaaaaaa", LIMITS);

    static Stream<byte[]> garbage() {
        return Stream.of(
                new byte[0],
                NIL,
                hex("c1"),
                hex("ff"),
                bytes("{"),
                bytes("{}}"),
                bytes("{\"type\":"),
                bytes("[]"),
                bytes("hello"),
                bytes(" {}"),
                hex("df ff ff ff ff a161 c0"),
                hex("93 a178 80"),
                new byte[100],
                new byte[] {'{', 0, -1, '}'});
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbageIsRefusedEverywhere(byte[] garbage) {
        refuses(() -> classic.decodeBroadcast(garbage));
        refuses(() -> classic.decodeRequest(garbage));
        refuses(() -> classic.decodeAnswer(garbage));
        refuses(() -> sharded.decode(garbage));
        refuses(() -> streams.decode(garbage));
        refuses(() -> streams.decodeEntry(entry("3", garbage)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['u',{'type':2,'data':['e']}]                                  | list of three",
                "['u',{'type':2,'data':['e']},null]                             | opts is not a map",
                "['u',{'type':2,'data':['e']},[]]                               | opts is not a map",
                "['u',null,{}]                                                  | packet is not a map",
                "['u',{'data':['e']},{}]                                        | no type",
                "['u',{'type':3,'data':['e']},{}]                               | not an event",
                "['u',{'type':'2','data':['e']},{}]                             | type of packet",
                "['u',{'type':2},{}]                                            | not an event",
                "['u',{'type':2,'data':'e'},{}]                                 | not an event",
                "['u',{'type':2,'data':{'0':'e'}},{}]                           | not an event",
                "['u',{'type':2,'data':[]},{}]                                  | not an event",
                "['u',{'type':2,'data':[null]},{}]                              | not an event",
                "['u',{'type':2,'data':['disconnect']},{}]                      | reserved",
                "['u',{'type':2,'data':['e']},{'rooms':'room1'}]                | rooms of opts",
                "['u',{'type':2,'data':['e']},{'rooms':[null]}]                 | rooms of opts",
                "['u',{'type':2,'data':['e']},{'rooms':[['r']]}]                | rooms of opts",
                "['u',{'type':2,'data':['e']},{'except':{}}]                    | except of opts",
                "['u',{'type':2,'data':['e']},{'flags':[]}]                     | flags is not a map"
            })
    void aClassicBroadcastOfWrongParts(String quoted, String reason) {
        assertThatThrownBy(() -> classic.decodeBroadcast(msgpack(quoted)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(reason);
    }

    /** Others take only whole values: what stands behind one is a mistake of the sender. */
    @Test
    void aBroadcastWithBytesBehindIt() {
        byte[] whole = new ClassicCodec("/", "bbbbbb", LIMITS).encodeBroadcast(new Broadcast(event("e"), ALL));

        assertThat(classic.decodeBroadcast(whole)).isPresent();
        refuses(() -> classic.decodeBroadcast(Arrays.copyOf(whole, whole.length + 1)));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            refuses(() -> classic.decodeBroadcast(cut));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':null}",
                "{'type':-1}",
                "{'type':1.5}",
                "{'type':[]}",
                "{'type':2}",
                "{'type':2,'opts':[],'rooms':['r']}",
                "{'type':2,'opts':{},'rooms':'r'}",
                "{'type':3,'sid':5,'requestId':'q','room':'r'}",
                "{'type':3,'sid':'s','room':'r'}",
                "{'type':4,'opts':{'rooms':5}}",
                "{'type':4,'opts':{},'close':'yes'}",
                "{'type':5,'requestId':'q'}",
                "{'type':5,'opts':{}}",
                "{'type':5,'requestId':7,'opts':{}}",
                "{'type':6}",
                "{'type':6,'data':'e'}",
                "{'type':6,'data':[{}]}",
                "{'type':7,'requestId':'q','packet':{'type':2,'data':['e']}}",
                "{'type':7,'requestId':'q','opts':{}}",
                "{'type':7,'packet':{'type':2,'data':['e']},'opts':{}}",
                "{'type':1,'requestId':'q','uid':5}",
                "{'type':0,'requestId':'q','rooms':{}}"
            })
    void aClassicRequestOfWrongParts(String quoted) {
        refuses(() -> classic.decodeRequest(json(quoted)));
        refuses(() -> classic.decodeRequest(msgpack(quoted)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'requestId':null}",
                "{'requestId':'q','sockets':5}",
                "{'requestId':'q','sockets':[{}]}",
                "{'requestId':'q','sockets':[{'id':'s','rooms':'r'}]}",
                "{'requestId':'q','sockets':[{'id':'s'},'t']}",
                "{'requestId':'q','sockets':['t',{'id':'s'}]}",
                "{'requestId':'q','sockets':[null]}",
                "{'requestId':'q','rooms':5}",
                "{'requestId':'q','type':8}",
                "{'requestId':'q','type':8,'clientCount':-1}",
                "{'requestId':'q','type':8,'clientCount':'1'}",
                "{'requestId':'q','type':{}}"
            })
    void aClassicAnswerOfWrongParts(String quoted) {
        refuses(() -> classic.decodeAnswer(json(quoted)));
        refuses(() -> classic.decodeAnswer(msgpack(quoted)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':3",
                "'type':3,'data':null",
                "'type':3,'data':[]",
                "'type':3,'data':{}",
                "'type':3,'data':{'packet':{'type':2,'data':['e']}}",
                "'type':3,'data':{'packet':{'type':2,'data':['e']},'opts':null}",
                "'type':3,'data':{'packet':{'type':2,'data':'e'},'opts':{}}",
                "'type':3,'data':{'opts':{}}",
                "'type':4,'data':{'rooms':['r']}",
                "'type':4,'data':{'opts':{},'rooms':'r'}",
                "'type':5,'data':{'opts':{},'rooms':'r'}",
                "'type':6,'data':{}",
                "'type':6,'data':{'opts':{},'close':1}",
                "'type':7,'data':{'opts':{}}",
                "'type':7,'data':{'requestId':'q'}",
                "'type':8,'data':{'requestId':'q','sockets':{}}",
                "'type':8,'data':{'sockets':[]}",
                "'type':9,'data':{}",
                "'type':9,'data':{'packet':[]}",
                "'type':9,'data':{'requestId':{},'packet':['e']}",
                "'type':10",
                "'type':10,'data':{}",
                "'type':11,'data':{'requestId':'q'}",
                "'type':11,'data':{'requestId':'q','clientCount':0.5}",
                "'type':12,'data':{'packet':1}"
            })
    void aClusterMessageOfWrongParts(String quoted) {
        String message = "{'nsp':'/','uid':'u'," + quoted + "}";
        refuses(() -> sharded.decode(json(message)));
        refuses(() -> sharded.decode(msgpack(message)));
        refuses(() -> streams.decode(msgpack(message)));

        Map<String, Object> parts = new HashMap<>(parsed(message).asJsonObject());
        String type = parts.get("type").toString();
        byte[] data = parts.containsKey("data") ? bytes(parts.get("data").toString()) : null;
        refuses(() -> streams.decodeEntry(entry(type, data)));
        refuses(() -> streams.replayEntry(entry(type, data)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'nsp':'/'", "'nsp':'/','type':'3'", "'nsp':'/','type':null", "'nsp':'/','type':3,'uid':[]"})
    void aClusterMessageWithoutAType(String quoted) {
        refuses(() -> sharded.decode(json("{" + quoted + "}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-3", "3.0", " 3", "9999999999"})
    void anEntryWithoutAType(String type) {
        refuses(() -> streams.decodeEntry(entry(type, bytes("{}"))));
    }

    @Test
    void anEntryOfNoFields() {
        assertThat(streams.decodeEntry(Map.of())).isEmpty();
        refuses(() -> streams.decodeEntry(Map.of("nsp", bytes("/"))));
    }

    @Test
    void idsThatAreTooLongToBeKept() {
        String ask = "{'type':1,'requestId':'" + "q".repeat(256) + "'}";

        assertThat(classic.decodeRequest(json(ask))).isPresent();
        refuses(() -> classic.decodeRequest(json(ask.replace("qq", "qqq"))));
    }

    @Test
    void whatNestsTooDeep() {
        String deep = "[".repeat(100_000);
        byte[] deepMsgpack = new byte[100_000];
        Arrays.fill(deepMsgpack, (byte) 0x91);

        refuses(() -> classic.decodeRequest(bytes("{\"type\":6,\"data\":" + deep)));
        refuses(() -> sharded.decode(bytes("{\"type\":6,\"data\":" + deep)));
        refuses(() -> streams.decodeEntry(entry("3", bytes("{\"packet\":" + deep))));
        refuses(() -> classic.decodeBroadcast(deepMsgpack));
        refuses(() -> streams.decode(deepMsgpack));
    }

    /** A client may send 100 levels, and what it sends has to come through. */
    @Test
    void asDeepAsClientsMayNest() {
        Object nested = List.of();
        for (int i = 2; i < 100; i++) {
            nested = List.of(nested);
        }
        Broadcast text = new Broadcast(event("e", nested), ALL);
        Broadcast binary = new Broadcast(event("e", nested, new byte[1]), ALL);

        for (Broadcast each : List.of(text, binary)) {
            assertThat(classic.decodeBroadcast(new ClassicCodec("/", "b", LIMITS).encodeBroadcast(each)))
                    .isPresent();
            assertThat(sharded.decode(new ShardedCodec("/", "b", LIMITS).encode(each)))
                    .isPresent();
            assertThat(streams.decodeEntry(new StreamsCodec("/", "b", LIMITS).encodeEntry(each)))
                    .isPresent();
        }
    }

    @Test
    void whatIsTooLong() {
        byte[] huge = new byte[LIMITS.maxBytes() + 1];
        huge[0] = '{';

        assertThatThrownBy(() -> sharded.decode(huge)).hasMessage("longer than 16000000 bytes");
        refuses(() -> classic.decodeBroadcast(huge));
        refuses(() -> classic.decodeRequest(huge));
        refuses(() -> classic.decodeAnswer(huge));
        refuses(() -> streams.decode(huge));
        refuses(() -> streams.decodeEntry(entry("3", huge)));
    }

    @Test
    void whatHasTooManyValues() {
        byte[] manyMsgpack = new ValueWriter().arrayHeader(600_000).toByteArray();
        byte[] whole = Arrays.copyOf(manyMsgpack, manyMsgpack.length + 600_000);

        assertThatThrownBy(() -> classic.decodeBroadcast(whole)).hasMessageContaining("too many values");
        assertThatThrownBy(() -> sharded.decode(bytes("{\"a\":[" + "1,".repeat(600_000) + "1]}")))
                .hasMessageContaining("more than 500000 values");
    }

    @Test
    void numbersThatAreTooLargeToBeWritten() {
        refuses(() -> classic.decodeRequest(bytes("{\"type\":1e999999999,\"requestId\":\"q\"}")));
        assertThat(classic.decodeRequest(bytes("{\"type\":2,\"opts\":{\"rooms\":[1e99999]},\"rooms\":[]}")))
                .isPresent();
    }

    @Test
    void infiniteNumbersAsNamesOfEvents() {
        refuses(() -> streams.decodeEntry(entry("9", json("{'packet':[1e999]}"))));
        refuses(() -> streams.decodeEntry(entry("3", json("{'opts':{},'packet':{'type':2,'data':[-1e999]}}"))));
        CodecLaws.holdForBytes(json("{'packet':[1e999]}"));
    }

    private static void refuses(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(MalformedMessageException.class)
                .message()
                .isNotBlank();
    }

    private static Map<String, byte[]> entry(String type, byte[] data) {
        Map<String, byte[]> entry = new HashMap<>(Map.of("uid", bytes("u"), "nsp", bytes("/"), "type", bytes(type)));
        if (data != null) {
            entry.put("data", data);
        }
        return entry;
    }

    private static byte[] json(String quoted) {
        return bytes(quoted.replace('\'', '"'));
    }

    private static byte[] msgpack(String quoted) {
        return new ValueWriter().value(parsed(quoted)).toByteArray();
    }

    private static jakarta.json.JsonValue parsed(String quoted) {
        return Json.parse(quoted.replace('\'', '"'), PacketLimits.standard());
    }
}
