/**
 * Sessions: where somebody is logged in, for how long, and how it ends. A session is what all tokens have in common that were renewed
 * from one: their id. What ends it is the revocation of that id ({@code auth.token}); what is kept here is for people to look at, and the
 * time at which its newest token ends.
 */
@NullMarked
package xyz.anipub.auth.session;

import org.jspecify.annotations.NullMarked;
