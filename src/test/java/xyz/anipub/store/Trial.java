package xyz.anipub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonDocument;

/**
 * A repository's method on trial: a fault meets its first command, then its second, and so on.
 *
 * @param name the method
 * @param prepare makes what the call needs, and then the call; what that returns is checked when the fault is over
 */
public record Trial(String name, Supplier<Supplier<Runnable>> prepare) {

    private static final int MOST_COMMANDS = 60;
    private static final Set<String> READS = Set.of("find", "aggregate", "count", "distinct");

    public static Trial of(String name, Supplier<Supplier<Runnable>> prepare) {
        return new Trial(name, prepare);
    }

    /** Of a call that changes nothing, or nothing that is worth asking about. */
    public static Trial of(String name, Runnable call) {
        return new Trial(name, () -> () -> {
            call.run();
            return () -> {};
        });
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * @param unavailable the exception that says "come again"
     * @param afterwards fails if the fault made the store refuse others
     */
    public void meet(
            Faults fault,
            FaultProxy proxy,
            boolean isReplicaSet,
            Class<? extends RuntimeException> unavailable,
            Runnable afterwards) {
        for (int command = 0; command < MOST_COMMANDS; command++) {
            Supplier<Runnable> call = prepare.get();
            FaultProxy.Rule rule = proxy.nth(command, fault.fault());
            Runnable check = () -> {};
            try {
                check = call.get();
            } catch (RuntimeException failure) {
                assertThat(failure).as("%s, command %s", this, command).isInstanceOf(unavailable);
                if (isReplicaSet
                        && fault.isRetried()
                        && rule.commands().stream().allMatch(Trial::isRetryable)) {
                    fail(this + " is not retried after " + fault, failure);
                }
            } finally {
                proxy.calm();
            }
            afterwards.run();
            check.run();
            if (rule.met() == 0) {
                return;
            }
        }
        fail(this + " has no end");
    }

    private static boolean isRetryable(BsonDocument command) {
        return command.containsKey("txnNumber") || READS.contains(command.getFirstKey());
    }
}
