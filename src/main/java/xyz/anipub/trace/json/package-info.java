/** The log as JSON, one object a line, in whatever way the container writes it. */
@NullMarked
package xyz.anipub.trace.json;

import org.jspecify.annotations.NullMarked;
