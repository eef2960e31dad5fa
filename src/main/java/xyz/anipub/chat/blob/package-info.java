/** Port to where bytes are kept that are no text: people's pictures, later what they send. Knows nothing of what they are for. */
@NullMarked
package xyz.anipub.chat.blob;

import org.jspecify.annotations.NullMarked;
