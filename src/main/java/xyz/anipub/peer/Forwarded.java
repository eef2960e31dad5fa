package xyz.anipub.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One hop of a {@code Forwarded} header (RFC 7239): {@code for="[2001:db8::1]:80";proto=https}.
 *
 * <p>Hops are cut at every comma, quoted or not: nothing that is read here may hold one, and a quote that a client opens and
 * does not close must not swallow the hop that a proxy adds behind it.
 *
 * @param node the value of {@code for}, without quotes; empty if there is none, or more than one
 * @param proto the value of {@code proto}, likewise
 */
record Forwarded(String node, String proto) {

    /** All hops of all lines, the client's first. */
    static List<Forwarded> parse(List<String> lines) {
        return split(lines, ',').stream().map(Forwarded::hop).toList();
    }

    /** What the separator parts, in all lines as if they were one, stripped. */
    static List<String> split(List<String> lines, char separator) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(String.valueOf(separator), -1)))
                .map(String::strip)
                .toList();
    }

    private static Forwarded hop(String text) {
        List<String> pairs = split(List.of(text), ';');
        return new Forwarded(value(pairs, "for"), value(pairs, "proto"));
    }

    private static String value(List<String> pairs, String name) {
        List<String> values = pairs.stream()
                .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .map(Forwarded::unquoted)
                .toList();
        return values.size() == 1 ? values.get(0) : "";
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
