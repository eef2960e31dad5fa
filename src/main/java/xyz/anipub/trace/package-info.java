/**
 * What is to be known of the work that passes through a thread: whose it is, for the lines that it logs, when it came, and how long it
 * took. Below all others, as whoever does the work says so. Who reads it, and in which form, is not decided here.
 */
@NullMarked
package xyz.anipub.trace;

import org.jspecify.annotations.NullMarked;
