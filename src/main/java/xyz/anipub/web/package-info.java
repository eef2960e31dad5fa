/**
 * Guards in front of everything that HTTP requests reach: how bodies are read, how many threads may wait, and what a
 * proxy says of the client. Each cures what the containers leave open.
 *
 * <p>No resource, no file and no rule of the chat here.
 */
@NullMarked
package xyz.anipub.web;

import org.jspecify.annotations.NullMarked;
