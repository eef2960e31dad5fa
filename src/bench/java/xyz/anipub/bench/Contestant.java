package xyz.anipub.bench;

/** Who is measured. What is said of ours holds on both runtimes. */
enum Contestant {
    /** As it comes: carriers, the embedded store in its process. */
    OURS("AniPub"),
    /** The same, with the store in a process apart, whose processor time is counted with its own. */
    OURS_STORE_APART("AniPub, store apart"),
    /** As it comes, but for WebSockets that the container carries. */
    OURS_ENDPOINT("AniPub, endpoint"),
    /** With its default limits, too, which the others have not. */
    OURS_LIMITED("AniPub, limited"),
    /** The guide's server, which stores nothing that is emitted. */
    NODE("Node"),
    /** The same, but it stores every message before it is broadcast, in the same store apart. */
    NODE_STORING("Node, storing"),
    /** The guide's events on Bun; nothing is stored. */
    BUN("Bun"),
    /** With a Redis to join it to others, of which there are none. */
    OURS_REDIS("AniPub, Redis"),
    /** Two of ours, with one store apart and a Redis. */
    OURS_TWO("AniPub, two nodes"),
    /** Two that store nothing, joined by the adapter for Redis streams. */
    NODE_TWO("Node, two nodes"),
    /** What the machine can do: {@link LimitMain}. */
    LIMIT("limit");

    private final String label;

    Contestant(String label) {
        this.label = label;
    }

    /** What stands in the table's head. */
    String label() {
        return label;
    }
}
