package xyz.anipub.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The one thing that is read of EXIF: how the camera was held. Libraries read all of it, with every length that a stranger writes
 * there; this reads one number.
 */
final class Exif {

    static final int UPRIGHT = 1;

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;
    private static final int LAST = 8;

    private Exif() {}

    /** From a block of EXIF that begins with its order of bytes: 1 to 8, also 1 where it does not say or cannot be read. */
    static int turn(ByteBuffer block) {
        try {
            ByteBuffer exif = block.slice();
            short order = exif.getShort(0);
            exif.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = exif.getInt(4);
            int entries = exif.getShort(directory) & 0xFFFF;
            for (int i = 0; i < entries; i++) {
                int at = directory + 2 + i * ENTRY;
                if ((exif.getShort(at) & 0xFFFF) == ORIENTATION && exif.getShort(at + 2) == SHORT) {
                    int turn = exif.getShort(at + 8);
                    return turn >= UPRIGHT && turn <= LAST ? turn : UPRIGHT;
                }
            }
            return UPRIGHT;
        } catch (IndexOutOfBoundsException cut) {
            return UPRIGHT;
        }
    }
}
