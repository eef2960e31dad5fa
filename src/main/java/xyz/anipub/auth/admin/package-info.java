/**
 * The site's admins: who they are ({@link xyz.anipub.auth.admin.Admins}, the one place that is asked), and whom they keep out. What they do is
 * written down in {@code audit} before it is done.
 */
@NullMarked
package xyz.anipub.auth.admin;

import org.jspecify.annotations.NullMarked;
