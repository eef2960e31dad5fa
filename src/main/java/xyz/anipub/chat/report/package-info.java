/**
 * Messages that somebody has reported, and what has become of that: for the moderators of their rooms, and the admins of the site.
 *
 * <p>A report keeps a copy of what was reported, which stays if the message is changed or deleted.
 */
@NullMarked
package xyz.anipub.chat.report;

import org.jspecify.annotations.NullMarked;
