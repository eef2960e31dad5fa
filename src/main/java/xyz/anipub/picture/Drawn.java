package xyz.anipub.picture;

/**
 * A picture that was drawn anew.
 *
 * @param side its width and height, in pixels
 * @param type its media type
 * @param bytes the file
 */
public record Drawn(int side, String type, byte[] bytes) {}
