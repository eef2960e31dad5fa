package xyz.anipub.engineio.packet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The HTTP body that is a payload. The array is shared: nobody may write to it.
 *
 * @param content UTF-8, or the frames of a binary payload
 * @param isBinary which of the two: the content type is {@code application/octet-stream}, or one of text
 */
public record PayloadBody(byte[] content, boolean isBinary) {

    static PayloadBody ofText(byte[] utf8) {
        return new PayloadBody(utf8, false);
    }

    static PayloadBody ofFrames(byte[] frames) {
        return new PayloadBody(frames, true);
    }

    /** @throws MalformedPacketException if the content is no UTF-8 */
    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPacketException("payload is not UTF-8");
        }
    }
}
