/**
 * Reads every setting by its name, with its default, and hands it out as the record of the package that it is for.
 *
 * <p>What a setting means and which values it may have, the record says; what is done with it, its package.
 */
@NullMarked
package xyz.anipub.settings;

import org.jspecify.annotations.NullMarked;
