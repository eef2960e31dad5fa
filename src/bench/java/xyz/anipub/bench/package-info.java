/**
 * Measures the chat server beside its peers: the guide's chat on Express and Socket.IO, the same on Bun, and what the
 * machine can do. One thread makes all load, on raw sockets, so that what is measured is the servers. The README in
 * {@code src/bench} says what the figures mean.
 */
package xyz.anipub.bench;
