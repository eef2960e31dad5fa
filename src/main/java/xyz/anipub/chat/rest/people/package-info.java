/** People under {@code /api/users}: their cards and pictures, and one's own to change. */
@NullMarked
package xyz.anipub.chat.rest.people;

import org.jspecify.annotations.NullMarked;
