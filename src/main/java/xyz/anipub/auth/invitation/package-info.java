/** Invitations to the site, by which one may register where not everybody may. */
@NullMarked
package xyz.anipub.auth.invitation;

import org.jspecify.annotations.NullMarked;
