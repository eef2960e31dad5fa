/**
 * The REST door of the chat: JAX-RS resources under {@code /api/chat}. Calls the core's services and tells their
 * answers in JSON; decides nothing itself. Here, what its resources share: who is calling, pages and links, errors.
 */
@NullMarked
package xyz.anipub.chat.rest;

import org.jspecify.annotations.NullMarked;
