/**
 * The REST adapter of the chat: JAX-RS resources under {@code /api/chat} call the core's services and return JSON. Here, what its resources share: who is calling, pages and links, errors.
 */
@NullMarked
package xyz.anipub.chat.rest;

import org.jspecify.annotations.NullMarked;
