package xyz.anipub;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import xyz.anipub.ArchitectureTest.Violation;

/**
 * How much one object may hold: at most eight collaborators, which are fields of classes and interfaces of ours, and at
 * most eight fields of its own besides: settings, values, state. Records are lists of values, and exempt.
 */
final class Breadth {

    static final String NAME = "few collaborators, and few fields besides";

    private static final int MOST = 8;

    /** Those that may hold more, and why. */
    static final Map<String, String> WIDE = Map.of();

    private Breadth() {}

    static ArchRule rule() {
        return ArchRuleDefinition.classes().should(new ArchCondition<>("hold few things") {
            @Override
            public void check(JavaClass holder, ConditionEvents events) {
                boolean isFine = !isWide(holder) || WIDE.containsKey(name(holder));
                events.add(new SimpleConditionEvent(
                        holder,
                        isFine,
                        holder.getName() + " has " + collaborators(holder) + " collaborators and " + values(holder)
                                + " other fields"));
            }
        });
    }

    static List<Violation> violations() {
        return List.of(
                Violation.of(NAME, rogue(fields("Rogue", MOST + 1))),
                Violation.of(NAME, rogue(fields("String", MOST + 1))),
                new Violation(
                        Set.of(), List.of(rogue("static int no;" + fields("Rogue", MOST) + fields("int", MOST)))));
    }

    private static String rogue(String fields) {
        return "in boot: class Rogue { " + fields + " }";
    }

    private static String fields(String type, int count) {
        return IntStream.range(0, count)
                .mapToObj(field -> type + " " + type.toLowerCase(Locale.ROOT) + field + ";")
                .collect(Collectors.joining(" "));
    }

    /** As in {@link #WIDE}. */
    static String name(JavaClass holder) {
        return holder.getName().substring(Walls.BASE.length() + 1);
    }

    static boolean isWide(JavaClass holder) {
        return !holder.isRecord() && (collaborators(holder) > MOST || values(holder) > MOST);
    }

    private static long collaborators(JavaClass holder) {
        return holder.getFields().stream()
                .filter(Breadth::isHeld)
                .filter(Breadth::isCollaborator)
                .count();
    }

    private static long values(JavaClass holder) {
        return holder.getFields().stream().filter(Breadth::isHeld).count() - collaborators(holder);
    }

    private static boolean isHeld(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isCollaborator(JavaField field) {
        JavaClass type = field.getRawType();
        return type.getPackageName().startsWith(Walls.BASE) && !type.isRecord() && !type.isEnum();
    }
}
