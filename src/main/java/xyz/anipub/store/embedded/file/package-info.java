/**
 * The embedded store's files: a journal that has each change at once, and the library's file, which has many together later. Both have
 * checksums, so that after a power loss nothing of which the disk has only a part is taken for whole.
 *
 * <p>Knows maps, their keys and values, and pieces ("chunks" in the library); nothing of documents.
 */
@NullMarked
package xyz.anipub.store.embedded.file;

import org.jspecify.annotations.NullMarked;
