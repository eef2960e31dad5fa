/**
 * The embedded store's file as its library writes it, with a checksum in each piece, so that after a power loss a piece of which
 * the disk has only a part is not taken for whole.
 *
 * <p>Knows pieces ("chunks" in the library), and nothing of what is in them.
 */
@NullMarked
package xyz.anipub.store.embedded.file;

import org.jspecify.annotations.NullMarked;
