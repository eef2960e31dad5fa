/**
 * Users by name and password: registering, logging in, hashing, and how often either may be tried. No token here.
 */
@NullMarked
package xyz.anipub.auth.login;

import org.jspecify.annotations.NullMarked;
