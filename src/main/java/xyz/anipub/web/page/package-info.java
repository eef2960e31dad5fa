/**
 * The chat's own page: its files, compressed and tagged, and its security headers. Its sources are in {@code
 * src/main/frontend}.
 */
@NullMarked
package xyz.anipub.web.page;

import org.jspecify.annotations.NullMarked;
