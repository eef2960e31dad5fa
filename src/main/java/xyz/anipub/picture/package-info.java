/**
 * Pictures that people upload: looked at before they are decoded, decoded in bounded memory, and drawn anew, so that nothing that
 * was hidden in a file is in what others get.
 *
 * <p>Plain Java and its readers; the one of WebP is TwelveMonkeys'. Nothing here registers a reader with the JVM, which would keep
 * this application's class loader after its end.
 */
@NullMarked
package xyz.anipub.picture;

import org.jspecify.annotations.NullMarked;
