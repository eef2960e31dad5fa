package xyz.anipub.picture;

/**
 * What a file says of its picture before anything of it is decoded.
 *
 * @param format as the readers call it
 * @param turn how it is to be turned, as EXIF numbers it: 1 (not at all) to 8
 * @param pixels the file with what is needed to draw the picture, and nothing else: no colour profile, no metadata, no text
 */
record Outline(String format, int width, int height, int turn, byte[] pixels) {

    Outline {
        if (width < 1 || height < 1) {
            throw RefusedPictureException.broken();
        }
    }

    /** @throws RefusedPictureException if it is no file of a format that is taken, or not a whole one, or if it moves */
    static Outline of(byte[] file) {
        try {
            if (PngFile.is(file)) {
                return PngFile.outline(file);
            }
            if (JpegFile.is(file)) {
                return JpegFile.outline(file);
            }
            if (WebpFile.is(file)) {
                return WebpFile.outline(file);
            }
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException cut) {
            throw RefusedPictureException.broken();
        }
        throw new RefusedPictureException(
                RefusedPictureException.Reason.FORMAT, "The picture must be a PNG, JPEG or WebP.");
    }
}
