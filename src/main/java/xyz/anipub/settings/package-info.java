/**
 * Reads settings by their names, with their defaults, into the records of the packages that they are for. What only the start needs (Redis,
 * threads, the admin page, the database) is read by {@code boot}.
 *
 * <p>What a setting means and which values it may have, the record says; what is done with it, its package.
 */
@NullMarked
package xyz.anipub.settings;

import org.jspecify.annotations.NullMarked;
