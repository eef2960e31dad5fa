/**
 * Users of another server, who become ours where they are not yet: with their ids, with names that nobody else has, and with the
 * bcrypt hashes of their passwords, which {@code auth.login} checks and replaces at a login.
 *
 * <p>Nothing here writes to what the other server keeps. When it is run, and by which node, is the business of {@code chat.adopt}.
 */
@NullMarked
package xyz.anipub.auth.adopt;

import org.jspecify.annotations.NullMarked;
