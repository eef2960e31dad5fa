/**
 * What Unicode says about a text, decided once for users, rooms and messages: what can be seen, when two names are the
 * same or look the same, where a name can end, what an emoji is, in which form texts are searched, which part is code.
 *
 * <p>Pure functions of texts, safe for any number of threads; no store, no request, no user stands here.
 */
@NullMarked
package xyz.anipub.text;

import org.jspecify.annotations.NullMarked;
