/**
 * Messages by REST: posting, reading, changing and finding them, and their JSON.
 */
@NullMarked
package xyz.anipub.chat.rest.message;

import org.jspecify.annotations.NullMarked;
