/**
 * Takes people out of the chat whose accounts have ended: out of rooms, roles, blocks and invitations, and out of what messages say
 * about their senders, those who are mentioned and those who reacted. What others wrote stays, and so do audit and reports, by the id.
 * Who has ended an account, and when, is not known here.
 */
@NullMarked
package xyz.anipub.chat.erasure;

import org.jspecify.annotations.NullMarked;
