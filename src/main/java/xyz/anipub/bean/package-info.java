/** How long a bean lives, how it is injected, and which of some, where the standard's annotations do not say it in one. Nothing of the application. */
@NullMarked
package xyz.anipub.bean;

import org.jspecify.annotations.NullMarked;
