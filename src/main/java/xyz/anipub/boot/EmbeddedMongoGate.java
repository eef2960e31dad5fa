package xyz.anipub.boot;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Lets only drivers in that were given the connection string: the loopback port is open to every user of the machine, and
 * the embedded server knows no passwords.
 *
 * <p>A driver tells its application's name in its first message; here that name is a secret made at each start. One gate
 * per connection; it leaves the pipeline once it has opened.
 */
final class EmbeddedMongoGate extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = System.getLogger(EmbeddedMongoGate.class.getName());

    private final String secret;

    EmbeddedMongoGate(String secret) {
        this.secret = secret;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isExpected(applicationName(message))) {
            ctx.pipeline().remove(this);
            ctx.fireChannelRead(message);
        } else {
            LOG.log(Level.WARNING, "Refused a stranger at the embedded store: {0}", ctx.channel());
            ctx.close();
        }
    }

    private boolean isExpected(String name) {
        return MessageDigest.isEqual(name.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private static String applicationName(Object message) {
        Document command = new Document();
        if (message instanceof MongoQuery query) {
            command = query.getQuery();
        } else if (message instanceof MongoMessage text) {
            command = text.getDocument();
        }
        return command.get("client") instanceof Document client
                        && client.get("application") instanceof Document application
                        && application.get("name") instanceof String name
                ? name
                : "";
    }
}
