package xyz.anipub.chat.people;

/**
 * How many others one person may block.
 *
 * @param max at the same time
 */
public record BlockRules(int max) {

    public BlockRules {
        if (max < 1) {
            throw new IllegalArgumentException("anipub.people.blocks-max must be at least 1.");
        }
    }

    /** 1,000. */
    public static BlockRules standard() {
        return new BlockRules(1_000);
    }
}
