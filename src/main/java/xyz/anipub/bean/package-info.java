/** How long a bean lives and how it is injected, where the standard's annotations do not say it in one. Nothing of the application. */
@NullMarked
package xyz.anipub.bean;

import org.jspecify.annotations.NullMarked;
