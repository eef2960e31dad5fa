package xyz.anipub.bench;

import static xyz.anipub.bench.Contestant.BUN;
import static xyz.anipub.bench.Contestant.LIMIT;
import static xyz.anipub.bench.Contestant.NODE;
import static xyz.anipub.bench.Contestant.OURS;
import static xyz.anipub.bench.Contestant.OURS_ENDPOINT;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Events that are answered by acks with what they brought. */
final class EchoScenario implements Scenario {

    private static final String ROW = "echo with ack, 50 sockets, 4 in flight each";
    private static final int SOCKETS = 50;
    private static final int IN_FLIGHT_EACH = 4;
    private static final String VALUE = "\"" + "e".repeat(80) + "\"";

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public List<Contestant> contestants() {
        return List.of(OURS, OURS_ENDPOINT, NODE, BUN, LIMIT);
    }

    @Override
    public List<Aim> aims() {
        return List.of(
                Aim.atMost(ROW, "CPU us/event", OURS, NODE, 0.6, 0.7),
                Aim.atLeast(ROW, "events/s", OURS, NODE, 2, 2));
    }

    @Override
    public Trial trial(Contestant contestant, Servers servers, Length length) {
        Target target = servers.running(contestant);
        Swarm swarm = new Swarm(target, target.echoPath(), length.patience());
        List<Connection> sockets = swarm.connect(Person.all(SOCKETS));
        List<Consumer<LongConsumer>> questions = IntStream.range(0, SOCKETS * IN_FLIGHT_EACH)
                .<Consumer<LongConsumer>>mapToObj(
                        i -> answered -> sockets.get(i % SOCKETS).ask("echo", VALUE, answered))
                .toList();
        return new AskingTrial(swarm, questions, length, ROW, "event");
    }
}
