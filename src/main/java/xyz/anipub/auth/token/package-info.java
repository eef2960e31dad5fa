/**
 * Tokens: which one of a request counts, whose it is, how it is signed and checked, and how it is revoked on all nodes.
 *
 * <p>Other doors ask {@link xyz.anipub.auth.token.Credentials} and get a {@link xyz.anipub.auth.Principal}. No password
 * here.
 */
@NullMarked
package xyz.anipub.auth.token;

import org.jspecify.annotations.NullMarked;
