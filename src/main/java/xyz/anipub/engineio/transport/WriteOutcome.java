package xyz.anipub.engineio.transport;

/** What became of a write; told once, on any thread, also before the call that writes returns. */
public interface WriteOutcome {

    /**
     * All of it has been taken, and more is. Not all of it may have been sent yet: what the kernel does not take is kept, by
     * a container {@link xyz.anipub.engineio.config.EngineConfig#batchBytes()} and one batch at the most.
     */
    void written();

    /** The connection is broken. */
    void failed(Throwable cause);
}
