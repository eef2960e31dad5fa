package xyz.anipub;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What commands and names in the documentation refer to: files, Maven's profiles, phases, plugins and properties, scripts of npm,
 * tests, settings.
 */
final class DocReferences {

    private static final Set<String> PHASES =
            Set.of("clean", "compile", "test-compile", "test", "package", "pre-integration-test", "verify", "install");

    /** Properties of plugins, which no file of ours names. */
    private static final Set<String> OF_PLUGINS = Set.of("test", "it.test", "surefire.failIfNoSpecifiedTests");

    /** What a command in the documentation makes. */
    private static final Set<String> MADE = Set.of("server-config/compose/.env");

    /** From where paths in commands begin. */
    private static final List<String> FOLDERS =
            List.of("", "src/main/frontend", "src/test/clients", "src/main/resources");

    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w./-])((?:src|server-config|\\.ci|e2e|META-INF)/[\\w./-]*[\\w/]|Dockerfile|pom\\.xml)");

    private static final Pattern PROPERTY = Pattern.compile("(?<!\\w)-D([a-zA-Z][\\w.]*\\w)(?:=('[^']*'|\\S*))?");
    private static final Pattern MAVEN = Pattern.compile("\\bmvn ([^#&`]+)");
    private static final Pattern SCRIPT = Pattern.compile("\\bnpm run ([\\w-]+)");
    private static final Pattern VARIABLE =
            Pattern.compile("(?<!\\w)((?:ANIPUB|MONGODB|REDIS|CONFORMANCE)_[A-Z_]*[A-Z])");
    private static final Pattern SETTING = Pattern.compile("(?<![\\w/.-])anipub(?:\\.[a-z][a-z0-9-]*)+");
    private static final Pattern LITERAL = Pattern.compile("\"([\\w.-]+)\"");

    private final String pom = read(Path.of("pom.xml"));
    private final String scripts = sources(Path.of("src"), "package.json").collect(joining());
    private final Set<String> literals = sources(Path.of("src"), ".java")
            .flatMap(source -> names(LITERAL, source))
            .collect(toSet());
    private final Set<String> classes =
            files(Path.of("src"), ".java").map(DocReferences::simpleName).collect(toSet());
    private final String inCode = Stream.of(".java", ".js", ".mjs")
            .flatMap(ending -> sources(Path.of("src"), ending))
            .collect(joining());
    private final Set<String> settings = settings();

    /** The first column of the tables in {@code configuration.md}. */
    static Set<String> settings() {
        return Pattern.compile("^\\| (.*?) \\|", Pattern.MULTILINE)
                .matcher(DocPage.of("src/docs/configuration.md").text())
                .results()
                .flatMap(row -> names(Pattern.compile("`([\\w.-]+)`"), row.group(1)))
                .collect(toCollection(TreeSet::new));
    }

    /** Settings that the program reads, and the tables do not have. */
    Set<String> missingSettings() {
        return sources(Path.of("src/main/java"), ".java")
                .flatMap(source -> names(
                        Pattern.compile(
                                "(?:settings\\s*\\.\\w+|rate|bound)\\(\\s*(?:settings,\\s*)?\"(anipub\\.[\\w.-]+)\""),
                        source))
                .filter(name -> !settings.contains(name) && !isBeginning(name, "-"))
                .collect(toCollection(TreeSet::new));
    }

    /** Settings that the tables have, and the program does not read. */
    Set<String> superfluousSettings() {
        Set<String> read = sources(Path.of("src/main/java"), ".java")
                .flatMap(source -> names(LITERAL, source))
                .collect(toSet());
        return settings.stream()
                .filter(name -> !name.equals(name.toUpperCase(Locale.ROOT)))
                .filter(name -> !read.contains(name)
                        && !read.contains(name.replaceAll("-(burst|per-second|packets|bytes)$", "")))
                .collect(toCollection(TreeSet::new));
    }

    /** What this code refers to that is not there, with a word that says what it should be. */
    List<String> unknown(String code) {
        return Stream.of(
                        names(PATH, code).filter(path -> !isThere(path)).map(path -> "file " + path),
                        PROPERTY.matcher(code).results().flatMap(this::unknownOf),
                        names(MAVEN, code).flatMap(this::unknownOfMaven),
                        names(SCRIPT, code)
                                .filter(script -> !scripts.contains("\"" + script + "\":"))
                                .map(script -> "script " + script),
                        names(VARIABLE, code).filter(name -> !isVariable(name)).map(name -> "variable " + name),
                        SETTING.matcher(code)
                                .results()
                                .map(MatchResult::group)
                                .filter(name -> !isProperty(name) && !isBeginning(name, ".") && !isBeginning(name, "-"))
                                .map(name -> "setting " + name))
                .flatMap(found -> found)
                .distinct()
                .toList();
    }

    private static boolean isThere(String path) {
        return MADE.contains(path)
                || FOLDERS.stream()
                        .anyMatch(folder -> Files.exists(Path.of(folder).resolve(path)));
    }

    /** Of a setting, or what tests and their clients ask for. */
    private boolean isVariable(String name) {
        return settings.stream().anyMatch(setting -> setting.replaceAll("[.-]", "_")
                        .toUpperCase(Locale.ROOT)
                        .equals(name))
                || inCode.contains(name);
    }

    private Stream<String> unknownOf(MatchResult property) {
        String name = property.group(1);
        if (!isProperty(name)) {
            return Stream.of("property " + name);
        }
        return (name.equals("test") || name.equals("it.test")) && property.group(2) != null
                ? Arrays.stream(property.group(2).replace("'", "").split(","))
                        .filter(test -> !test.equals("None") && !isTest(test))
                        .map(test -> "test " + test)
                : Stream.empty();
    }

    private boolean isProperty(String name) {
        return OF_PLUGINS.contains(name)
                || pom.contains("<" + name + ">")
                || settings.contains(name)
                || literals.contains(name);
    }

    private boolean isBeginning(String name, String separator) {
        return settings.stream().anyMatch(setting -> setting.startsWith(name + separator));
    }

    private boolean isTest(String pattern) {
        Pattern test = Pattern.compile(pattern.replace("*", "\\w*"));
        return classes.stream().anyMatch(name -> test.matcher(name).matches());
    }

    private Stream<String> unknownOfMaven(String arguments) {
        return Arrays.stream(arguments.strip().split("\\s+")).flatMap(argument -> {
            if (argument.startsWith("-P")) {
                return Arrays.stream(argument.substring(2).split(","))
                        .filter(profile -> !isProfile(profile))
                        .map(profile -> "profile " + profile);
            }
            boolean isKnown = argument.startsWith("-")
                    || PHASES.contains(argument)
                    || argument.contains(":") && isPlugin(argument.substring(0, argument.indexOf(':')));
            return isKnown ? Stream.empty() : Stream.of("goal " + argument);
        });
    }

    private boolean isProfile(String name) {
        return Pattern.compile("<profile>\\s*(?:<!--.*?-->\\s*)?<id>" + Pattern.quote(name) + "</id>", Pattern.DOTALL)
                .matcher(pom)
                .find();
    }

    private boolean isPlugin(String prefix) {
        return Stream.of(prefix + "-maven-plugin", "maven-" + prefix + "-plugin", prefix + "-maven")
                .anyMatch(artifact -> pom.contains("<artifactId>" + artifact + "</artifactId>"));
    }

    /** Whether there is a class of this name; with a method of this one, if there is a dot. */
    boolean isCode(String name) {
        String[] parts = name.split("\\.", 2);
        return files(Path.of("src"), ".java")
                .filter(file -> simpleName(file).equals(parts[0]))
                .anyMatch(file -> parts.length == 1
                        || Pattern.compile("\\b" + parts[1] + "\\(")
                                .matcher(read(file))
                                .find());
    }

    private static Stream<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    static Stream<String> sources(Path folder, String ending) {
        return files(folder, ending).map(DocReferences::read);
    }

    static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(ending) && !file.toString().contains("node_modules"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
