package xyz.anipub.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param only names of scenarios; empty for all
 * @param recordings where flight recordings go, if they are wanted
 */
record Options(List<String> only, Length length, Optional<Path> recordings) {

    private static final String ALL = "all";
    private static final String CODECS = "codecs";

    static Options ofSystemProperties() {
        List<String> only = List.of(System.getProperty("bench.only", ALL).split(",")).stream()
                .map(String::strip)
                .filter(name -> !name.equals(ALL))
                .toList();
        for (String name : only) {
            if (!name.equals(CODECS) && Scenario.all().stream().noneMatch(each -> each.name().equals(name))) {
                throw new IllegalArgumentException("There is no scenario " + name + ", but: " + names());
            }
        }
        Duration patience = Duration.ofSeconds(Integer.getInteger("bench.stall", 15));
        Length length = Boolean.getBoolean("bench.quick") ? Length.quick(patience) : Length.standard(patience);
        Optional<Path> recordings = Boolean.getBoolean("bench.record")
                ? Optional.of(Path.of(System.getProperty("anipub.build", "target"), "bench").toAbsolutePath())
                : Optional.empty();
        return new Options(only, length, recordings);
    }

    boolean wants(String name) {
        return only.isEmpty() || only.contains(name);
    }

    boolean wantsCodecs() {
        return wants(CODECS);
    }

    private static String names() {
        return String.join(", ", Scenario.all().stream().map(Scenario::name).toList()) + ", " + CODECS;
    }
}
