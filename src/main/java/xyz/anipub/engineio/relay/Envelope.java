package xyz.anipub.engineio.relay;

/**
 * A frame on its way.
 *
 * @param from the sender's name
 * @param run a number that grows whenever the sender begins to count anew
 * @param number counts the frames of a run to one receiver, from 1 on; 0 of those to all
 * @param exchange what it belongs to: positive if the sender has opened it, negative if the receiver has, 0 if it is none
 */
record Envelope(String from, long run, long number, long exchange, Frame frame) {}
