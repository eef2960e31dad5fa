package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;

/**
 * Lets only drivers in that were given the connection string: the loopback port is open to every user of the machine.
 *
 * <p>They say the password, made at each start, by the SASL mechanism PLAIN (RFC 4616); until then nothing but greetings
 * gets through. A driver writes passwords to no log, as against its application's name. One gate per connection; it
 * leaves the pipeline once it has opened.
 */
final class EmbeddedMongoGate extends ChannelInboundHandlerAdapter {

    static final String USER = "anipub";

    private static final Logger LOG = System.getLogger(EmbeddedMongoGate.class.getName());
    private static final Set<String> GREETINGS = Set.of("hello", "isMaster", "ismaster");

    private final byte[] expected;

    EmbeddedMongoGate(String secret) {
        expected = (USER + "\0" + secret).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Document command = command(message);
        if (GREETINGS.contains(name(command))) {
            ctx.fireChannelRead(message);
        } else if (message instanceof MongoMessage request && isExpected(command)) {
            ctx.pipeline().remove(this);
            ctx.writeAndFlush(accepted(request));
        } else {
            LOG.log(Level.WARNING, "Refused a stranger at the embedded store: {0}", ctx.channel());
            ctx.close();
        }
    }

    private boolean isExpected(Document command) {
        return name(command).equals("saslStart")
                && "PLAIN".equals(command.get("mechanism"))
                && command.get("payload") instanceof BinData payload
                && MessageDigest.isEqual(withoutIdentity(payload.getData()), expected);
    }

    /** Before the name may stand for whom its owner acts. */
    private static byte[] withoutIdentity(byte[] payload) {
        int start = 0;
        while (start < payload.length && payload[start++] != 0) {
            // the identity ends with a zero
        }
        return Arrays.copyOfRange(payload, start, payload.length);
    }

    private static MongoMessage accepted(MongoMessage request) {
        Document reply = new Document("conversationId", 1)
                .append("done", true)
                .append("payload", new BinData(new byte[0]))
                .append("ok", 1.0);
        MessageHeader header = new MessageHeader(0, request.getHeader().getRequestID());
        return new MongoMessage(request.getChannel(), header, reply);
    }

    private static Document command(Object message) {
        if (message instanceof MongoQuery query) {
            return query.getQuery();
        }
        return message instanceof MongoMessage text ? text.getDocument() : new Document();
    }

    private static String name(Document command) {
        return command.isEmpty() ? "" : command.keySet().iterator().next();
    }
}
