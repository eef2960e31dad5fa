package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left of the store after a power loss, or a kill, at any moment. Some seeds are the same in each build, some are new; {@code
 * -Danipub.power=SEED} does one again, {@code -Danipub.power.seeds=COUNT} does many.
 */
class PowerLossTest {

    private static final int LIVES = 12;

    /** With which something was lost once: a commit was torn after a start from a file that had been closed in order. */
    private static final long[] FOUND = {-907687270897284793L};

    /** Each life opens connections, and most end by an error. */
    private final List<Logger> talkers =
            List.of(Logger.getLogger("de.bwaldvogel.mongo"), Logger.getLogger(GroupCommit.class.getName()));

    @TempDir
    Path folder;

    @BeforeEach
    void hush() {
        talkers.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @AfterEach
    void unplug() {
        talkers.forEach(logger -> logger.setLevel(null));
        FaultyPath.unplug(folder.toString());
    }

    @Test
    void takesNothingThatWasAcknowledgedAndLeavesNothingTorn() {
        Optional<Long> asked = Optional.ofNullable(Long.getLong("anipub.power"));
        int seeds = Integer.getInteger("anipub.power.seeds", 24);
        LongStream known = LongStream.concat(LongStream.of(FOUND), LongStream.range(0, seeds / 2));
        long[] all = asked.map(seed -> new long[] {seed})
                .orElseGet(() -> LongStream.concat(known, new Random().longs(seeds - seeds / 2))
                        .toArray());
        int compactions = 0;
        for (long seed : all) {
            try {
                compactions += new PowerTrial(folder, seed).run(LIVES);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("Once more: -Dtest=PowerLossTest -Danipub.power=" + seed, failure);
            }
        }
        if (asked.isEmpty()) {
            assertThat(compactions).as("pieces were rewritten").isGreaterThan(seeds);
        }
    }
}
