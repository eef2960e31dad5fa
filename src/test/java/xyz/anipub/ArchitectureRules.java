package xyz.anipub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Every rule about the program's classes, by the name under which the tests speak of it. */
final class ArchitectureRules {

    static final List<String> VENDORS = List.of(
            "org.glassfish..",
            "fish.payara..",
            "org.apache.catalina..",
            "io.undertow..",
            "org.wildfly..",
            "org.jboss..",
            "org.xnio..",
            "org.eclipse.yasson..",
            "org.eclipse.parsson..",
            "com.sun..",
            "sun..");

    /** In a package, its package-info not counted. */
    static final int MAX_FILES = 20;

    private static final Set<String> EMPTY_WORDS =
            Set.of("Impl", "Manager", "Helper", "Util", "Utils", "Base", "Info", "Data", "Head", "Hub", "Default");
    private static final Set<String> EMPTY_PACKAGES =
            Set.of("common", "util", "utils", "dto", "model", "service", "impl");
    private static final String WORDS = "(?<=[a-z0-9])(?=[A-Z])";

    private ArchitectureRules() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        Walls.rules().forEach((room, rule) -> rules.put("wall of " + room, rule));
        rules.put("every package stands in the table", packagesStandInTheTable());
        rules.put("no cycles", noCycles());
        for (String door : List.of("chat.realtime", "chat.rest", "chat.mongo")) {
            rules.put("no door sees " + door, unseen(door, Walls.BASE + ".chat.."));
        }
        rules.put("nobody imports boot", unseen("boot", Walls.BASE + ".."));
        rules.put("nobody imports gate", unseen("gate", Walls.BASE + ".."));
        rules.put("internals are for their neighbours", Neighbours.rule());
        rules.put("no class sees both Packet types", oneKindOfPacket());
        rules.put("vendors stay behind a carrier", vendorsStayBehindCarriers());
        rules.put("an engine's clock only hands on what is due", clocksHandOn());
        rules.put("names say something", namesSaySomething());
        rules.put("packages say something", packagesSaySomething());
        rules.put("at most " + MAX_FILES + " files in a package", fewFilesInAPackage());
        rules.put(Breadth.NAME, Breadth.rule());
        rules.put("a Service is a use case of the chat", servicesAreUseCases());
        rules.put("exceptions are unchecked and say so", exceptionsAreUnchecked());
        rules.put("no bean behind a proxy", noProxies());
        rules.put("nothing is printed", nothingIsPrinted());
        rules.put("one way to log", oneWayToLog());
        rules.put("JSON's implementation is looked up once", jsonIsLookedUpOnce());
        return rules;
    }

    private static ArchRule packagesStandInTheTable() {
        return classes().should().resideInAnyPackage(Walls.packages().toArray(String[]::new));
    }

    private static ArchRule noCycles() {
        return slices().matching(Walls.BASE + ".(**)").should().beFreeOfCycles();
    }

    /** @param those who must not see it and what is below it, these themselves excepted */
    private static ArchRule unseen(String room, String those) {
        String name = Walls.BASE + "." + room;
        return noClasses()
                .that(resideInAPackage(those).and(resideOutsideOfPackage(name + "..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(name + "..")
                .allowEmptyShould(true);
    }

    private static ArchRule oneKindOfPacket() {
        return noClasses().should(new ArchCondition<>("see both Packet types") {
            @Override
            public void check(JavaClass looking, ConditionEvents events) {
                boolean both = sees(looking, "engineio") && sees(looking, "socketio");
                events.add(new SimpleConditionEvent(looking, both, looking.getName() + " sees both Packet types"));
            }
        });
    }

    private static boolean sees(JavaClass looking, String layer) {
        String packet = Walls.BASE + "." + layer + ".packet.Packet";
        return looking.getDirectDependenciesFromSelf().stream()
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getName())
                .anyMatch(name -> name.equals(packet) || name.startsWith(packet + "$"));
    }

    private static ArchRule vendorsStayBehindCarriers() {
        DescribedPredicate<JavaClass> carriers = resideInAPackage(Walls.BASE + ".engineio.transport.container.carrier");
        // The one is a part of a server, the other is called by a server alone.
        DescribedPredicate<JavaClass> gates = resideInAPackage(Walls.BASE + ".gate")
                .or(resideInAPackage(Walls.BASE + ".web").and(nameEndingWith(".UndertowRetryAfter")));
        return noClasses()
                .that(DescribedPredicate.not(carriers.or(gates)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(VENDORS.toArray(String[]::new))
                .allowEmptyShould(true);
    }

    /** What one thread does for one session, the heartbeats of all wait for. */
    private static ArchRule clocksHandOn() {
        return noClasses()
                .that()
                .resideInAPackage(Walls.BASE + ".engineio..")
                .and()
                .haveNameNotMatching(Walls.BASE + "\\.engineio\\.(session\\.Timers|Engine|EngineThreads)")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ScheduledExecutorService")
                .allowEmptyShould(true);
    }

    private static ArchRule namesSaySomething() {
        return noClasses().should(be("named with an empty word", named -> {
            List<String> words = List.of(named.getSimpleName().split(WORDS));
            return EMPTY_WORDS.contains(words.get(0)) || EMPTY_WORDS.contains(words.get(words.size() - 1));
        }));
    }

    private static ArchRule packagesSaySomething() {
        return noClasses()
                .should(be(
                        "in a package for everything",
                        named -> List.of(named.getPackageName().split("\\.")).stream()
                                .anyMatch(EMPTY_PACKAGES::contains)));
    }

    private static ArchRule fewFilesInAPackage() {
        return classes().should(new ArchCondition<>("be few in their package") {
            private final Map<String, Integer> files = new TreeMap<>();

            @Override
            public void init(Collection<JavaClass> all) {
                files.clear();
            }

            @Override
            public void check(JavaClass file, ConditionEvents events) {
                if (isAFile(file)) {
                    files.merge(file.getPackageName(), 1, Integer::sum);
                }
            }

            @Override
            public void finish(ConditionEvents events) {
                files.forEach((room, count) -> events.add(
                        new SimpleConditionEvent(room, count <= MAX_FILES, room + " has " + count + " files")));
            }
        });
    }

    static boolean isAFile(JavaClass checked) {
        return checked.isTopLevelClass() && !checked.getSimpleName().equals("package-info");
    }

    private static ArchRule servicesAreUseCases() {
        return classes()
                .that()
                .haveSimpleNameContaining("Service")
                .should()
                .resideInAnyPackage(
                        Walls.BASE + ".chat.room",
                        Walls.BASE + ".chat.posting",
                        Walls.BASE + ".chat.change",
                        Walls.BASE + ".chat.report",
                        Walls.BASE + ".chat.search",
                        Walls.BASE + ".chat.reading",
                        Walls.BASE + ".chat.presence")
                .andShould()
                .haveSimpleNameEndingWith("Service")
                .allowEmptyShould(true);
    }

    private static ArchRule exceptionsAreUnchecked() {
        return classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .beAssignableTo(RuntimeException.class)
                .andShould()
                .haveSimpleNameEndingWith("Exception")
                .allowEmptyShould(true);
    }

    /** But for handlers' namespaces, which an application's own beans may be of any scope. */
    private static ArchRule noProxies() {
        return noClasses()
                .that(resideOutsideOfPackage(Walls.BASE + ".socketio.cdi"))
                .should()
                .beAnnotatedWith(ApplicationScoped.class)
                .because("a SingletonBean has final fields, no constructor for a proxy, and no look-up at each call")
                .allowEmptyShould(true);
    }

    private static ArchRule nothingIsPrinted() {
        return NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
    }

    private static ArchRule oneWayToLog() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Walls.BASE + ".trace.json")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
                .allowEmptyShould(true);
    }

    /** Formatters keep the factory that they have made. */
    private static ArchRule jsonIsLookedUpOnce() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(Walls.BASE + ".trace.json")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.json.Json")
                .because("each of its methods asks all jars of the class path")
                .allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> be(String description, Predicate<JavaClass> test) {
        return new ArchCondition<>("be " + description) {
            @Override
            public void check(JavaClass checked, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        checked, test.test(checked), checked.getName() + " is " + description));
            }
        };
    }
}
