package xyz.anipub.bench;

/** A way of setting up both servers. */
enum Setup {
    /** Ours as it comes, with its embedded store; the peer stores nothing. */
    CHAT,
    /** The same, but ours does not keep events for clients that come back. */
    WITHOUT_RECOVERY,
    /** Both store messages in one database process. */
    SAME_STORE,
    /** Ours alone is measured, with its default limits and its embedded store. */
    DEFAULT_LIMITS
}
