/** Makes JSON texts and values, whatever they are about, without searching the class path for each. Below every layer, as {@code peer}. */
@NullMarked
package xyz.anipub.json;

import org.jspecify.annotations.NullMarked;
