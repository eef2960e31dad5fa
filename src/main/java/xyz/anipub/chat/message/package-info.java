/**
 * What a message is, with its mentions, reactions, quotes and revisions, and the rules of what may be written and
 * changed; the ports to where messages are kept and to who announces them.
 *
 * <p>What is done with messages stands beside it: {@code chat.posting}, {@code chat.change}, {@code chat.history},
 * {@code chat.search}, {@code chat.reading}. No protocol, no HTTP, no database here.
 */
@NullMarked
package xyz.anipub.chat.message;

import org.jspecify.annotations.NullMarked;
