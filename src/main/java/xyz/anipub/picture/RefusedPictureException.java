package xyz.anipub.picture;

/** A file is not taken. Its message is a sentence for people, without anything of the file. */
public class RefusedPictureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** It is none of the formats that are taken. */
        FORMAT,
        /** More bytes than may be. */
        BYTES,
        /** More pixels, frames or steps than may be, or it cannot be read. */
        CONTENT,
        /** Too many are drawn at the moment; a later try may do. */
        BUSY
    }

    private final Reason reason;

    RefusedPictureException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    static RefusedPictureException broken() {
        return new RefusedPictureException(Reason.CONTENT, "The picture cannot be read: it may be incomplete.");
    }

    static RefusedPictureException animated() {
        return new RefusedPictureException(Reason.CONTENT, "The picture moves: take one that stands still.");
    }

    static RefusedPictureException lossless() {
        return new RefusedPictureException(
                Reason.CONTENT, "Lossless WebP is not taken, nor WebP that shows through: use a PNG.");
    }

    public Reason reason() {
        return reason;
    }
}
