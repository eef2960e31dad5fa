package xyz.anipub;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the packages stand, and each rule has been seen to bite. */
class ArchitectureTest {

    private static final Map<String, ArchRule> RULES = ArchitectureRules.all();
    private static JavaClasses program;

    @BeforeAll
    static void readTheProgram() {
        program = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(Walls.BASE);
    }

    static Set<String> rules() {
        return RULES.keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProgramKeeps(String rule) {
        RULES.get(rule).check(program);
    }

    /** Else a rule about a package that has been renamed would hold forever. */
    @ParameterizedTest
    @MethodSource("rooms")
    void thereIsSuchAPackage(String name) {
        assertThat(program.containPackage(name)).isTrue();
    }

    static Stream<String> rooms() {
        return Stream.concat(Walls.packages().stream(), Neighbours.packages().stream())
                .distinct();
    }

    /** What an application that takes the Socket.IO server sees of it, adapters and the engine not counted. */
    @Test
    void anApplicationSeesFortyTypes() {
        Set<String> seen = Stream.of("", ".config", ".event", ".handshake")
                .map(below -> Walls.BASE + ".socketio" + below)
                .collect(Collectors.toSet());
        long types = program.stream()
                .filter(ArchitectureRules::isAFile)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> seen.contains(type.getPackageName())
                        || type.getPackageName().equals(Walls.BASE + ".socketio.server"))
                .count();
        assertThat(types).isEqualTo(40);
    }

    /** Else a class that has been split could grow again. */
    @ParameterizedTest
    @MethodSource("wide")
    void holdsStillTooMuch(String name) {
        assertThat(Breadth.isWide(program.get(Walls.BASE + "." + name))).isTrue();
    }

    static Set<String> wide() {
        return Breadth.WIDE.keySet();
    }

    @ParameterizedTest
    @MethodSource("xyz.anipub.PlantedViolations#all")
    void isNoticed(Violation planted, @TempDir Path folder) {
        JavaClasses classes = PlantedCode.compile(folder, planted.classes());

        assertThat(broken(classes)).containsExactlyInAnyOrderElementsOf(planted.breaks());
    }

    @Test
    void everyRuleHasAPlantedViolation() {
        Set<String> planted = new HashSet<>();
        PlantedViolations.all().forEach(violation -> planted.addAll(violation.breaks()));

        assertThat(planted).containsExactlyInAnyOrderElementsOf(RULES.keySet());
    }

    private static Set<String> broken(JavaClasses classes) {
        Set<String> broken = new HashSet<>();
        RULES.forEach((name, rule) -> {
            if (rule.evaluate(classes).hasViolation()) {
                broken.add(name);
            }
        });
        return broken;
    }
}
