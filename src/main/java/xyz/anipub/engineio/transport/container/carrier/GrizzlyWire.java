package xyz.anipub.engineio.transport.container.carrier;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.asyncqueue.AsyncQueueWriter;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.transport.Wire;
import xyz.anipub.engineio.transport.WriteOutcome;
import xyz.anipub.engineio.transport.websocket.FramedSocket;

/**
 * One connection of Grizzly's that has been taken over. Its queue keeps order and finishes what the kernel does not take at
 * once; a connection with TLS is written to through its chain, any other below it. Its own completion handler, as one write
 * is on its way at a time.
 */
final class GrizzlyWire implements Wire, CompletionHandler<WriteResult<WritableMessage, SocketAddress>> {

    private final Connection<SocketAddress> connection;
    private final FilterChain theirs;
    private final boolean secure;
    private volatile @Nullable WriteOutcome outcome;
    private volatile @Nullable FramedSocket socket;
    private volatile boolean over;

    /** @param theirs the chain that Grizzly had for it */
    GrizzlyWire(Connection<SocketAddress> connection, FilterChain theirs, boolean secure) {
        this.connection = connection;
        this.theirs = theirs;
        this.secure = secure;
    }

    /** What is received goes to the socket from now on; nothing has been yet. False if the connection is closed already. */
    boolean carry(FramedSocket carried) {
        socket = carried;
        if (over) {
            socket = null;
            carried.ended("connection closed while it was opened");
        }
        return !over;
    }

    void received(Buffer bytes) {
        FramedSocket carried = socket;
        if (carried != null) {
            carried.received(bytes.toByteBuffer());
        }
    }

    /**
     * The connection is closed. Grizzly's filters are to know: what they keep of it, they would keep for ever. It keeps
     * nothing itself: Grizzly keeps a closed connection for half a minute, and with TLS whoever wrote to it last.
     */
    void ended(String detail) {
        over = true;
        connection.setProcessor(theirs);
        connection.getTransport().fireIOEvent(IOEvent.CLOSED, connection, null);
        FramedSocket carried = socket;
        socket = null;
        if (carried != null) {
            carried.ended(detail);
        }
    }

    @Override
    public void write(ByteBuffer bytes, WriteOutcome told) {
        outcome = told;
        Buffer buffer = Buffers.wrap(connection.getMemoryManager(), bytes);
        try {
            if (secure) {
                connection.write(null, buffer, securely());
            } else {
                writer().write(connection, null, buffer, this);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    @Override
    public void close() {
        connection.terminateSilently();
    }

    @Override
    public void completed(WriteResult<WritableMessage, SocketAddress> result) {
        WriteOutcome told = take();
        if (told != null) {
            told.written();
        }
    }

    @Override
    public void failed(Throwable cause) {
        WriteOutcome told = take();
        if (told != null) {
            told.failed(cause);
        }
    }

    @Override
    public void cancelled() {
        failed(new CancellationException("write cancelled"));
    }

    @Override
    public void updated(WriteResult<WritableMessage, SocketAddress> result) {
        // What is not all sent yet is not sent.
    }

    private @Nullable WriteOutcome take() {
        WriteOutcome told = outcome;
        outcome = null;
        return told;
    }

    private AsyncQueueWriter<SocketAddress> writer() {
        return ((TCPNIOTransport) connection.getTransport()).getAsyncQueueIO().getWriter();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Grizzly's own type for the same thing; the result is not looked at.
    private CompletionHandler<WriteResult<Buffer, SocketAddress>> securely() {
        return (CompletionHandler) this;
    }
}
