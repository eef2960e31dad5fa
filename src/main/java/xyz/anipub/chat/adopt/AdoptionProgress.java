package xyz.anipub.chat.adopt;

/**
 * How far a node has come with the data of another server, in this run.
 *
 * @param people users that were taken, rooms and messages likewise; in a dry run those that would be
 * @param refused users, rooms and messages that cannot be taken
 */
public record AdoptionProgress(State state, long people, long rooms, long messages, long refused) {

    /** What the node does about it. */
    public enum State {
        /** There is none, or another node does it. */
        NOTHING,
        RUNNING,
        /** As running, and nothing is written. */
        COUNTING,
        /** Until there is something new. */
        DONE
    }
}
