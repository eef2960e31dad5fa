package xyz.anipub.text;

import java.util.BitSet;
import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Which parts of a message are code, in a line or as a block, as the Markdown of the page has it. */
public final class CodeParts {

    /** More than anybody nests. */
    private static final int MAX_NESTING = 20;

    private static final Set<Class<? extends Block>> BLOCKS =
            Set.of(FencedCodeBlock.class, BlockQuote.class, ListBlock.class);

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(BLOCKS)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(MAX_NESTING)
            .build();

    private CodeParts() {}

    /** The places, in UTF-16 code units, that are code. */
    public static BitSet of(String text) {
        BitSet code = new BitSet();
        if (text.indexOf('`') < 0 && !text.contains("~~~")) {
            return code;
        }
        // Not by recursion: what is nested may be as long as the message.
        Node node = PARSER.parse(text);
        while (node != null) {
            if (node instanceof Code || node instanceof FencedCodeBlock) {
                for (SourceSpan span : node.getSourceSpans()) {
                    code.set(span.getInputIndex(), span.getInputIndex() + span.getLength());
                }
            }
            node = next(node);
        }
        return code;
    }

    private static @Nullable Node next(Node node) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node up = node;
        while (up != null && up.getNext() == null) {
            up = up.getParent();
        }
        return up == null ? null : up.getNext();
    }
}
