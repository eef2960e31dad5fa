package xyz.anipub.bench;

/** The fan-out without the log and the lock that recovery needs. */
final class RecoveryOffScenario extends FanOutScenario {

    @Override
    public String name() {
        return "recovery-off";
    }

    @Override
    public Setup setup() {
        return Setup.WITHOUT_RECOVERY;
    }

    @Override
    String suffix() {
        return ", recovery off";
    }
}
