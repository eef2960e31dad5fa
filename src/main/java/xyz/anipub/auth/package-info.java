/**
 * Who is calling: users, their passwords, the tokens that prove them, and the REST door to register, log in and log out.
 *
 * <p>Other doors ask {@link xyz.anipub.auth.Credentials} and get a {@link xyz.anipub.auth.Principal}. The store is behind
 * three ports: {@link xyz.anipub.auth.UserRepository}, {@link xyz.anipub.auth.RevokedTokens},
 * {@link xyz.anipub.auth.Secrets}. Nothing here knows rooms, sockets or a database. No password and no token is ever
 * logged or part of a {@code toString()}.
 */
@NullMarked
package xyz.anipub.auth;

import org.jspecify.annotations.NullMarked;
