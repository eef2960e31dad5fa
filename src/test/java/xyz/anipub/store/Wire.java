package xyz.anipub.store;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonArray;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/** The wire protocol of MongoDB: commands as {@code OP_MSG}, and the {@code OP_QUERY} with which a driver says hello. */
final class Wire {

    private static final int REPLY = 1;
    private static final int QUERY = 2004;
    private static final int MSG = 2013;
    private static final int HEADER = 16;
    private static final AtomicInteger IDS = new AtomicInteger();

    private Wire() {}

    /** A command, or an answer. */
    record Frame(int id, boolean isQuery, BsonDocument body) {}

    /** @throws EOFException at the end of the stream */
    static Frame read(DataInputStream in) throws IOException {
        byte[] header = new byte[HEADER];
        in.readFully(header);
        ByteBuffer head = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        byte[] rest = new byte[head.getInt(0) - HEADER];
        in.readFully(rest);
        ByteBuffer body = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN);
        int code = head.getInt(12);
        switch (code) {
            case QUERY -> {
                body.getInt();
                text(body);
                body.position(body.position() + 8);
                return new Frame(head.getInt(4), true, document(body));
            }
            case MSG -> {
                body.getInt();
                return new Frame(head.getInt(4), false, sections(body));
            }
            default -> throw new IOException("Operation " + code + " is not spoken here");
        }
    }

    static void answer(OutputStream out, Frame asked, BsonDocument reply) throws IOException {
        byte[] document = bytes(reply);
        if (asked.isQuery()) {
            ByteBuffer body = message(20 + document.length, asked.id(), REPLY);
            body.putInt(8).putLong(0).putInt(0).putInt(1).put(document);
            out.write(body.array());
        } else {
            out.write(message(document, asked.id()));
        }
        out.flush();
    }

    static void send(OutputStream out, BsonDocument command) throws IOException {
        out.write(message(bytes(command), 0));
        out.flush();
    }

    private static byte[] message(byte[] document, int to) {
        ByteBuffer body = message(5 + document.length, to, MSG);
        return body.putInt(0).put((byte) 0).put(document).array();
    }

    private static ByteBuffer message(int length, int to, int code) {
        return ByteBuffer.allocate(HEADER + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(HEADER + length)
                .putInt(IDS.incrementAndGet())
                .putInt(to)
                .putInt(code);
    }

    /** A command may bring its documents in sections of their own. */
    private static BsonDocument sections(ByteBuffer body) {
        BsonDocument command = new BsonDocument();
        while (body.remaining() > 4) {
            if (body.get() == 0) {
                command.putAll(document(body));
            } else {
                int end = body.position() + body.getInt(body.position());
                body.getInt();
                String name = text(body);
                BsonArray documents = new BsonArray();
                while (body.position() < end) {
                    documents.add(document(body));
                }
                command.put(name, documents);
            }
        }
        return command;
    }

    private static String text(ByteBuffer body) {
        int start = body.position();
        while (body.get() != 0) {
            // the end of a text is a zero
        }
        return new String(body.array(), start, body.position() - 1 - start, StandardCharsets.UTF_8);
    }

    private static BsonDocument document(ByteBuffer body) {
        int length = body.getInt(body.position());
        ByteBuffer bytes = body.slice(body.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        body.position(body.position() + length);
        try (BsonBinaryReader reader = new BsonBinaryReader(bytes)) {
            return new BsonDocumentCodec()
                    .decode(reader, DecoderContext.builder().build());
        }
    }

    private static byte[] bytes(BsonDocument document) {
        try (BasicOutputBuffer out = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(writer, document, EncoderContext.builder().build());
            return out.toByteArray();
        }
    }
}
