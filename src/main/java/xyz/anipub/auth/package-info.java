/**
 * Who is calling: users, and what all of {@code auth} shares, settings and exceptions among it. Tokens are {@code
 * auth.token}, passwords {@code auth.login}, the door {@code auth.rest}, the store {@code auth.mongo}.
 *
 * <p>The store is behind three ports: {@link xyz.anipub.auth.UserRepository}, {@link
 * xyz.anipub.auth.token.RevokedTokens}, {@link xyz.anipub.auth.token.Secrets}. Nothing in {@code auth} knows rooms,
 * sockets or a database, but for its doors. No password and no token is ever logged or part of a {@code toString()}.
 */
@NullMarked
package xyz.anipub.auth;

import org.jspecify.annotations.NullMarked;
