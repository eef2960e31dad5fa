/**
 * The REST door to register, log in, log out and ask who one is, under {@code /api/auth}.
 */
@NullMarked
package xyz.anipub.auth.rest;

import org.jspecify.annotations.NullMarked;
