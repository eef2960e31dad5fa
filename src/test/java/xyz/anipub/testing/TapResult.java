package xyz.anipub.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One result of the Test Anything Protocol, version 13 or 14.
 *
 * @param details the lines that follow it, as its reasons
 */
record TapResult(String name, boolean passed, String details) {

    private static final Pattern LINE = Pattern.compile("(not )?ok \\d+ - (.*?)( # .*)?");

    /** The results at the top level, in order. */
    static List<TapResult> of(List<String> lines) {
        List<TapResult> results = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (line.matches()) {
                results.add(new TapResult(line.group(2), line.group(1) == null, details(lines, i + 1)));
            }
        }
        return results;
    }

    private static String details(List<String> lines, int from) {
        int to = from;
        while (to < lines.size() && lines.get(to).startsWith("  ")) {
            to++;
        }
        return String.join("\n", lines.subList(from, to));
    }
}
