/**
 * Files that are sent from memory, compressed for clients that take it, with entity tags. Which ones, and at which addresses, say the
 * packages beside it.
 */
@NullMarked
package xyz.anipub.web.file;

import org.jspecify.annotations.NullMarked;
