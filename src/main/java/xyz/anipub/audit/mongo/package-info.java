/** The door between {@code audit} and MongoDB: the collection {@code audit}. No rule stands here. */
@NullMarked
package xyz.anipub.audit.mongo;

import org.jspecify.annotations.NullMarked;
