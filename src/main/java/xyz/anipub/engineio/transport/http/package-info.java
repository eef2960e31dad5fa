/**
 * What the transports do with HTTP in general: handshakes read from requests, headers, codings and short answers, the
 * client's bundle, and answers that are completed on other threads.
 *
 * <p>No sessions' packets, and nothing that only one container does.
 */
@NullMarked
package xyz.anipub.engineio.transport.http;

import org.jspecify.annotations.NullMarked;
