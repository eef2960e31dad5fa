package xyz.anipub.engineio.session;

/**
 * In which phase of its life a session is. Every transition is one method under this object's monitor, says whether it
 * took place, and does nothing else; the phase may be read without it.
 *
 * <pre>
 * OPEN -> CLOSING -> CLOSED        upgrade: NONE -> PROBING -> DONE
 * OPEN ------------> CLOSED                 NONE <- PROBING
 * </pre>
 */
public final class SessionState {

    private enum Phase {
        OPEN,
        CLOSING,
        CLOSED
    }

    private enum UpgradePhase {
        NONE,
        PROBING,
        DONE
    }

    private volatile Phase phase = Phase.OPEN;
    private UpgradePhase upgrade;

    /** @param upgradable whether the session started on a transport that it can leave */
    public SessionState(boolean upgradable) {
        upgrade = upgradable ? UpgradePhase.NONE : UpgradePhase.DONE;
    }

    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    public boolean isClosing() {
        return phase == Phase.CLOSING;
    }

    public boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    public synchronized boolean beginClosing() {
        boolean begins = phase == Phase.OPEN;
        if (begins) {
            phase = Phase.CLOSING;
        }
        return begins;
    }

    public synchronized boolean close() {
        boolean closes = phase != Phase.CLOSED;
        phase = Phase.CLOSED;
        return closes;
    }

    public synchronized boolean beginUpgrade() {
        boolean begins = phase == Phase.OPEN && upgrade == UpgradePhase.NONE;
        if (begins) {
            upgrade = UpgradePhase.PROBING;
        }
        return begins;
    }

    public synchronized boolean cancelUpgrade() {
        boolean cancels = upgrade == UpgradePhase.PROBING;
        if (cancels) {
            upgrade = UpgradePhase.NONE;
        }
        return cancels;
    }

    public synchronized boolean finishUpgrade() {
        boolean finishes = phase != Phase.CLOSED && upgrade == UpgradePhase.PROBING;
        if (finishes) {
            upgrade = UpgradePhase.DONE;
        }
        return finishes;
    }
}
