/**
 * What people say of themselves, and their pictures. The store is behind {@link xyz.anipub.auth.profile.ProfileRepository}, pictures
 * are blobs. Whoever keeps something of a profile elsewhere is a {@link xyz.anipub.auth.profile.ProfileListener}.
 *
 * <p>A picture's address has a version, and names one picture for ever. Where an older address stands, in messages, what is there
 * now is answered; what was replaced is gone.
 */
@NullMarked
package xyz.anipub.auth.profile;

import org.jspecify.annotations.NullMarked;
