/**
 * Measures the chat server beside a peer: the guide's chat on Express and Socket.IO. One thread makes all load, on raw
 * sockets, so that what is measured is the servers. The README in {@code src/bench} says what the figures mean.
 */
package xyz.anipub.bench;
