package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lettuce with bounds: its own defaults wait for minutes, and queue without end. */
public final class RedisClients {

    /** Keys and channels are text, all else is bytes. */
    public static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** How long a reader waits for the next entry; then it looks whether the stream is still the same. */
    public static final Duration BLOCK = Duration.ofSeconds(2);

    public static final Duration LONGEST_RECONNECT = Duration.ofSeconds(1);

    /** A connection with this many missing answers counts as dead. */
    private static final int MISSING_ANSWERS = 10;

    private static final long STOP_SECONDS = 2;

    /** Beside what may wait: questions, subscriptions, the handshake. */
    private static final int MORE_COMMANDS = 10_000;

    private static final Set<ProtocolKeyword> SUBSCRIPTIONS = Set.of(
            CommandType.SUBSCRIBE,
            CommandType.PSUBSCRIBE,
            CommandType.SSUBSCRIBE,
            CommandType.UNSUBSCRIBE,
            CommandType.PUNSUBSCRIBE,
            CommandType.SUNSUBSCRIBE);

    private RedisClients() {}

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * In which pauses each connection asks for something, so that silence shows a path that is dead: the network says nothing if
     * the other side has vanished.
     */
    public static Duration signOfLife(RedisConfig config) {
        return longestSilence(config).dividedBy(2);
    }

    /** 32 s, unless Redis is to answer faster. */
    private static Duration longestSilence(RedisConfig config) {
        return BLOCK.plus(config.commandTimeout().multipliedBy(MISSING_ANSWERS));
    }

    static ClientResources resources(RedisConfig config) {
        return ClientResources.builder()
                .nettyCustomizer(new NettyCustomizer() {
                    @Override
                    public void afterChannelInitialized(Channel channel) {
                        channel.pipeline().addFirst(new SilenceHandler(longestSilence(config)));
                    }
                })
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(Delay.exponential(Duration.ofMillis(20), LONGEST_RECONNECT, 2, TimeUnit.MILLISECONDS))
                .build();
    }

    /** Gives a client its bounds, whichever kind it is. */
    static void bound(ClientOptions.Builder options, RedisConfig config) {
        SslOptions.Builder tls = SslOptions.builder().jdkSslProvider().handshakeTimeout(config.commandTimeout());
        config.ca().ifPresent(tls::trustManager);
        options.socketOptions(SocketOptions.builder()
                        .connectTimeout(config.commandTimeout())
                        .keepAlive(true)
                        .build())
                .sslOptions(tls.build())
                .requestQueueSize(config.maxWaiting() + MORE_COMMANDS)
                .timeoutOptions(TimeoutOptions.builder()
                        .timeoutSource(new Timeouts(config))
                        .build())
                .maintNotificationsConfig(MaintNotificationsConfig.disabled());
    }

    /**
     * Lets leave what was written to a connection that does not flush by itself. One thread at a time: Lettuce takes what waits
     * in one step and writes it to the channel in another, so of two threads one could be overtaken with what it took. The monitor of
     * the connection guards just that; Netty's own thread writes, later, and nobody waits for the network.
     */
    static void flush(StatefulConnection<?, ?> connection) {
        synchronized (connection) {
            connection.flushCommands();
        }
    }

    /** Ends all connections and threads; waits for them, some seconds at most. */
    static void shutdown(AbstractRedisClient client, ClientResources resources) {
        client.shutdown(0, STOP_SECONDS, TimeUnit.SECONDS);
        Future<Boolean> end = resources.shutdown(0, STOP_SECONDS, TimeUnit.SECONDS);
        try {
            end.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // They end by themselves, later.
        }
    }

    /** Closes a connection on which nothing comes any more; Lettuce makes another one. */
    private static final class SilenceHandler extends IdleStateHandler {

        SilenceHandler(Duration longest) {
            super(longest.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
        }

        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent silence) {
            context.close();
        }
    }

    /** How long each command may wait, the time without a connection counted. */
    private static final class Timeouts extends TimeoutOptions.TimeoutSource {

        private final RedisConfig config;

        Timeouts(RedisConfig config) {
            this.config = config;
        }

        @Override
        public long getTimeout(RedisCommand<?, ?, ?> command) {
            ProtocolKeyword type = command.getType();
            if (type == CommandType.XREAD) {
                return BLOCK.plus(config.commandTimeout()).toMillis();
            }
            // What the log does not carry: in the streams family questions and answers, which nobody waits for any
            // more.
            boolean isBroadcast = type == CommandType.XADD
                    || config.family() != RedisFamily.STREAMS
                            && (type == CommandType.PUBLISH || type == CommandType.SPUBLISH);
            return isBroadcast || SUBSCRIPTIONS.contains(type)
                    ? config.keep().toMillis()
                    : config.commandTimeout().toMillis();
        }

        @Override
        public TimeUnit getTimeUnit() {
            return TimeUnit.MILLISECONDS;
        }
    }
}
