package xyz.anipub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal to a process of this machine. */
public enum Signal {
    /** It stands still: its connections stay, and nobody answers. */
    STOP,
    /** It goes on. */
    CONT;

    public void send(long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name(), String.valueOf(pid)).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + name() + " " + pid + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
