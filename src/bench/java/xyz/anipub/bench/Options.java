package xyz.anipub.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param only names of scenarios; empty for all
 * @param quick whether only the scenarios of the table "to reach" are done
 * @param everybody whether those are measured, too, whom no aim names
 * @param recordings where flight recordings go, if they are wanted
 */
record Options(List<String> only, boolean quick, boolean everybody, Length length, Optional<Path> recordings) {

    private static final String ALL = "all";
    private static final String CODECS = "codecs";

    static Options ofSystemProperties() {
        List<String> only = Stream.of(System.getProperty("bench.only", ALL).split(","))
                .map(String::strip)
                .filter(name -> !name.equals(ALL))
                .toList();
        for (String name : only) {
            if (!name.equals(CODECS) && Scenario.all().stream().noneMatch(each -> isNamed(each, name))) {
                throw new IllegalArgumentException("There is no scenario " + name + ", but: " + names());
            }
        }
        boolean quick = Boolean.getBoolean("bench.quick");
        Duration patience = Duration.ofSeconds(Integer.getInteger("bench.stall", 15));
        Optional<Path> recordings = Boolean.getBoolean("bench.record")
                ? Optional.of(Path.of(System.getProperty("anipub.build", "target"), "bench").toAbsolutePath())
                : Optional.empty();
        String said = System.getProperty("bench.everybody", "");
        boolean everybody = said.isEmpty() ? !quick : Boolean.parseBoolean(said);
        Length length = quick ? Length.quick(patience) : Length.standard(patience);
        return new Options(only, quick, everybody, length, recordings);
    }

    List<Scenario> scenarios() {
        return Scenario.all().stream()
                .filter(each -> only.isEmpty()
                        ? !quick || each.isDaily()
                        : only.stream().anyMatch(name -> isNamed(each, name)))
                .toList();
    }

    /** By its name, or by what several begin with. */
    private static boolean isNamed(Scenario scenario, String name) {
        return scenario.name().equals(name) || scenario.name().startsWith(name + "-");
    }

    /** All of a scenario's, or those whom its aims name. */
    List<Contestant> contestants(Scenario scenario) {
        return scenario.contestants().stream()
                .filter(each -> everybody
                        || scenario.aims().stream()
                                .anyMatch(aim -> aim.ours() == each || aim.peer().filter(each::equals).isPresent()))
                .toList();
    }

    boolean wantsCodecs() {
        return only.isEmpty() ? !quick : only.contains(CODECS);
    }

    private static String names() {
        return String.join(", ", Scenario.all().stream().map(Scenario::name).toList()) + ", " + CODECS;
    }
}
