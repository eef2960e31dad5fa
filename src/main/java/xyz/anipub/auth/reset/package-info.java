/** Forgotten passwords: an admin has a code made, which its user exchanges for a new password. */
@NullMarked
package xyz.anipub.auth.reset;

import org.jspecify.annotations.NullMarked;
