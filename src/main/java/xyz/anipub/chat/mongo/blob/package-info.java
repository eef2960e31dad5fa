/** Blobs in MongoDB's GridFS, which the embedded store serves as well: two collections, {@code blobs.files} and {@code blobs.chunks}. */
@NullMarked
package xyz.anipub.chat.mongo.blob;

import org.jspecify.annotations.NullMarked;
