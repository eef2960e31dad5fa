package xyz.anipub.engineio.transport.container;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import xyz.anipub.engineio.transport.WriteOutcome;

/** A remote endpoint that keeps what it is to send, and what becomes of a batch. */
final class RecordingRemote implements WriteOutcome {

    final List<String> sent = new ArrayList<>();
    final List<String> outcomes = new ArrayList<>();
    final List<SendHandler> pending = new ArrayList<>();

    /** Whether everything is sent at once, before the call returns. */
    boolean atOnce;

    final RemoteEndpoint.Async endpoint = (RemoteEndpoint.Async) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {RemoteEndpoint.Async.class}, (proxy, method, arguments) -> {
                sent.add(
                        arguments[0] instanceof ByteBuffer bytes
                                ? "<" + bytes.remaining() + ">"
                                : (String) arguments[0]);
                SendHandler handler = (SendHandler) arguments[1];
                if (atOnce) {
                    handler.onResult(new SendResult());
                } else {
                    pending.add(handler);
                }
                return null;
            });

    @Override
    public void written() {
        outcomes.add("written");
    }

    @Override
    public void failed(Throwable cause) {
        outcomes.add("failed " + cause.getMessage());
    }
}
