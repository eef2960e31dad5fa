package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Answers writes that there is no room, while that is so; reads pass. Asks nothing of a store that has failed. One per connection, on
 * the event loop.
 */
final class EmbeddedMongoRefusal extends ChannelInboundHandlerAdapter {

    private final EmbeddedMongoRun run;

    EmbeddedMongoRefusal(EmbeddedMongoRun run) {
        this.run = run;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (run.isBroken()) {
            ctx.close();
        } else if (run.isReadOnly()
                && message instanceof MongoMessage request
                && EmbeddedMongoReplies.isWrite(request.getDocument())) {
            MessageHeader header = new MessageHeader(0, request.getHeader().getRequestID());
            ctx.writeAndFlush(new MongoMessage(request.getChannel(), header, EmbeddedMongoReplies.noRoom()));
        } else {
            ctx.fireChannelRead(message);
        }
    }
}
