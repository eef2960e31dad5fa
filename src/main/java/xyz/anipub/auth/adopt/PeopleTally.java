package xyz.anipub.auth.adopt;

/**
 * What became of the other server's users in a run so far.
 *
 * @param seen all of them
 * @param taken those who are new here
 * @param renamed those of {@code taken} whose name got a number
 * @param withoutPassword those of {@code taken} who cannot log in, as there is no bcrypt hash
 * @param refused those who cannot be taken
 */
public record PeopleTally(long seen, long taken, long renamed, long withoutPassword, long refused) {

    /** Of a run that begins. */
    public static final PeopleTally NOBODY = new PeopleTally(0, 0, 0, 0, 0);

    /** And one who is known here. */
    PeopleTally withKnown() {
        return new PeopleTally(seen + 1, taken, renamed, withoutPassword, refused);
    }

    PeopleTally withRefused() {
        return new PeopleTally(seen + 1, taken, renamed, withoutPassword, refused + 1);
    }

    PeopleTally withTaken(boolean isRenamed, boolean hasPassword) {
        return new PeopleTally(
                seen + 1, taken + 1, renamed + (isRenamed ? 1 : 0), withoutPassword + (hasPassword ? 0 : 1), refused);
    }
}
