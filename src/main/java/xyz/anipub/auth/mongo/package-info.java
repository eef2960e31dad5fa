/**
 * The door between {@code auth} and MongoDB: its three ports over the collections {@code users}, {@code revoked_tokens}
 * and {@code settings}. Plain and plain-unique indexes only; expiry by {@code sweep}. No rule about users stands here.
 */
@NullMarked
package xyz.anipub.auth.mongo;

import org.jspecify.annotations.NullMarked;
