package xyz.anipub.engineio;

/**
 * In which phase of its life a session is. Every transition is one method under this object's monitor, says whether it
 * took place, and does nothing else; the phase may be read without it.
 *
 * <pre>
 * OPEN -> CLOSING -> CLOSED        upgrade: NONE -> PROBING -> DONE
 * OPEN ------------> CLOSED                 NONE <- PROBING
 * </pre>
 */
final class SessionState {

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
    SessionState(boolean upgradable) {
        upgrade = upgradable ? UpgradePhase.NONE : UpgradePhase.DONE;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    boolean isClosing() {
        return phase == Phase.CLOSING;
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    synchronized boolean beginClosing() {
        boolean begins = phase == Phase.OPEN;
        if (begins) {
            phase = Phase.CLOSING;
        }
        return begins;
    }

    synchronized boolean close() {
        boolean closes = phase != Phase.CLOSED;
        phase = Phase.CLOSED;
        return closes;
    }

    synchronized boolean beginUpgrade() {
        boolean begins = phase == Phase.OPEN && upgrade == UpgradePhase.NONE;
        if (begins) {
            upgrade = UpgradePhase.PROBING;
        }
        return begins;
    }

    synchronized boolean cancelUpgrade() {
        boolean cancels = upgrade == UpgradePhase.PROBING;
        if (cancels) {
            upgrade = UpgradePhase.NONE;
        }
        return cancels;
    }

    synchronized boolean finishUpgrade() {
        boolean finishes = phase != Phase.CLOSED && upgrade == UpgradePhase.PROBING;
        if (finishes) {
            upgrade = UpgradePhase.DONE;
        }
        return finishes;
    }
}
