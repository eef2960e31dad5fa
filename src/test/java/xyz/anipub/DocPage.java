package xyz.anipub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation in Markdown: its links, its anchors as GitHub makes them, and its code. */
record DocPage(Path path, String text) {

    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.+?) *$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    static DocPage of(String path) {
        Path file = Path.of(path);
        try {
            return new DocPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those for which its readers come. */
    static List<DocPage> readers() {
        return in("src/docs", "README.md");
    }

    /** With decision records, and the README of the benchmark. */
    static List<DocPage> all() {
        List<DocPage> all = new ArrayList<>(readers());
        all.addAll(in("src/adr", "src/bench/README.md"));
        return all;
    }

    private static List<DocPage> in(String folder, String single) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return Stream.concat(Stream.of(single), files.map(Path::toString))
                    .filter(file -> file.endsWith(".md"))
                    .sorted()
                    .map(DocPage::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of code in this language; of none in particular with an empty one. */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** All that is set as code: lines of blocks, those that end with a backslash joined with the next, and spans. */
    List<String> code() {
        List<String> code = new ArrayList<>();
        BLOCK.matcher(text)
                .results()
                .flatMap(block -> block.group(2).replaceAll("\\\\\n *", "").lines())
                .forEach(code::add);
        code.addAll(spans());
        return code;
    }

    List<String> spans() {
        return SPAN.matcher(withoutBlocks())
                .results()
                .map(span -> span.group(1).replaceAll("\\s+", " "))
                .toList();
    }

    private String withoutBlocks() {
        return BLOCK.matcher(text).replaceAll("");
    }

    /** What relative links name that is not there. */
    List<String> brokenLinks() {
        List<String> broken = new ArrayList<>();
        Matcher link = LINK.matcher(SPAN.matcher(withoutBlocks()).replaceAll("code"));
        while (link.find()) {
            String target = link.group(1);
            if (!target.matches("[a-z]+:.*") && !leadsSomewhere(target)) {
                broken.add(target);
            }
        }
        return broken;
    }

    private boolean leadsSomewhere(String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? path : path.resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)) {
            return parts[0].isEmpty() && anchors().contains(parts[1]);
        }
        return parts.length == 1
                || (parts[0].isEmpty() ? this : of(file.toString())).anchors().contains(parts[1]);
    }

    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Matcher heading = HEADING.matcher(withoutBlocks());
        while (heading.find()) {
            String anchor = NOT_IN_ANCHORS
                    .matcher(heading.group(1).toLowerCase(Locale.ROOT))
                    .replaceAll("")
                    .replace(' ', '-');
            for (int i = 1; !anchors.add(anchor + (i == 1 ? "" : "-" + (i - 1))); i++) {}
        }
        return anchors;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
