package xyz.anipub.engineio.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A case of the Autobahn test suite, by its number: what the client sends, and what an echo server has to answer. Written
 * anew from the suite's descriptions.
 *
 * <p>The suite has many cases once more for other cuts of the same bytes. Here each is run with all cuts.
 */
record AutobahnCase(String id, List<ClientFrame> sent, List<String> answers) {

    /** All in one piece, and the sizes of the suite, and some that cut within masks. */
    private static final List<Integer> CUTS = List.of(Integer.MAX_VALUE, 1, 2, 3, 5, 7, 997);

    static AutobahnCase of(String id, ClientFrame... sent) {
        return new AutobahnCase(id, List.of(sent), List.of());
    }

    static AutobahnCase of(String id, List<ClientFrame> sent) {
        return new AutobahnCase(id, sent, List.of());
    }

    /** The client closes at the end, and the server agrees. */
    AutobahnCase isAnswered(String... expected) {
        List<ClientFrame> closed = new ArrayList<>(sent);
        closed.add(ClientFrame.close(CloseCode.NORMAL, ""));
        return new AutobahnCase(id, closed, List.of(expected)).with("close 1000");
    }

    /** The server answers the close frame that is sent, and with nothing else. */
    AutobahnCase isClosed(String close) {
        return with(close);
    }

    /** The server fails the connection, after these answers. */
    AutobahnCase fails(int code, String... expected) {
        return new AutobahnCase(id, sent, List.of(expected)).with("close " + code);
    }

    private AutobahnCase with(String close) {
        List<String> all = new ArrayList<>(answers);
        all.add(close);
        all.add("end");
        return new AutobahnCase(id, sent, all);
    }

    void run() {
        for (int cut : CUTS) {
            EchoPeer peer = new EchoPeer();
            pieces(ClientFrame.bytes(sent), cut).forEach(peer::receive);
            assertThat(peer.answers()).as("in pieces of %d bytes", cut).isEqualTo(answers);
        }
        EchoPeer peer = new EchoPeer();
        sent.forEach(frame -> peer.receive(frame.bytes()));
        assertThat(peer.answers()).as("frame by frame").isEqualTo(answers);
    }

    private static List<byte[]> pieces(byte[] bytes, int size) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Math.min(size, bytes.length - at)) {
            pieces.add(Arrays.copyOfRange(bytes, at, at + Math.min(size, bytes.length - at)));
        }
        return pieces;
    }

    @Override
    public String toString() {
        return id;
    }
}
