package xyz.anipub;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Code that breaks rules.
 *
 * @param breaks the rules that must notice; all others must not
 */
record Violation(Set<String> breaks, List<String> classes) {

    static Violation of(String rule, String... classes) {
        return new Violation(Set.of(rule), List.of(classes));
    }

    Violation alsoOf(String... more) {
        Set<String> all = new HashSet<>(breaks);
        all.addAll(List.of(more));
        return new Violation(all, classes);
    }

    @Override
    public String toString() {
        return String.join(", ", breaks) + ": " + String.join(" ", classes);
    }
}
