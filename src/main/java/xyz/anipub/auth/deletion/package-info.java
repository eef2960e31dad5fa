/**
 * Accounts that end: what is left of a user so that nobody comes back as that one, and what goes in the background. Whoever keeps
 * something of a person elsewhere is a {@link xyz.anipub.auth.deletion.PersonalTraces}.
 */
@NullMarked
package xyz.anipub.auth.deletion;

import org.jspecify.annotations.NullMarked;
