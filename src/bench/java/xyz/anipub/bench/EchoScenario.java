package xyz.anipub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongConsumer;

/** Events that are answered by acks with what they brought. */
final class EchoScenario implements Scenario {

    private static final int SOCKETS = 50;
    private static final int IN_FLIGHT_EACH = 4;
    private static final String VALUE = "\"" + "e".repeat(80) + "\"";

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public void measure(Target target, Length length, Report report) {
        try (Swarm swarm = new Swarm(target, target.echoPath(), length.patience())) {
            List<Connection> sockets = swarm.connect(Person.first(SOCKETS));
            Asking asking = new Asking(swarm);
            for (Connection socket : sockets) {
                for (int i = 0; i < IN_FLIGHT_EACH; i++) {
                    asking.begin(answered -> ask(socket, answered));
                }
            }
            length.warmUp(target).run(asking::run);
            Asking.Answers answers = asking.measure("echo", length.measured());
            report.note("echo: %s", answers);
            report.add("echo with ack, 50 sockets, 4 in flight each", "events/s", answers.perSecond(), Goal.times(1.5));
            report.add("echo with ack, 50 sockets, 4 in flight each", "CPU us/event", answers.cpuMicrosEach());
        }
    }

    private static void ask(Connection socket, LongConsumer answered) {
        try {
            socket.ask("echo", VALUE, answered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
