package xyz.anipub.bench;

import static xyz.anipub.bench.Contestant.NODE_STORING;
import static xyz.anipub.bench.Contestant.OURS;
import static xyz.anipub.bench.Contestant.OURS_STORE_APART;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Messages that are answered when they are stored, with one store for both; and with ours embedded. */
final class EmitScenario implements Scenario {

    private static final String ROW = "stored by send_message with ack, 50 senders, 10 rooms";
    private static final int ROOMS = 10;
    private static final int SENDERS = 50;

    @Override
    public String name() {
        return "emit";
    }

    @Override
    public List<Contestant> contestants() {
        return List.of(OURS_STORE_APART, OURS, NODE_STORING);
    }

    @Override
    public List<Aim> aims() {
        return Aim.storing(ROW, 3, 0.5);
    }

    @Override
    public Trial trial(Contestant contestant, Servers servers, Length length) {
        Target target = servers.running(contestant);
        Swarm swarm = new Swarm(target, length.patience());
        List<Connection> senders = swarm.connect(Person.all(SENDERS));
        Crowd crowd = new Crowd(swarm, senders, Crowd.newRooms(target, ROOMS), Crowd.CONTENT);
        // Nobody counts the deliveries here.
        swarm.listen((to, bytes, from, end, now) -> {});
        List<Consumer<LongConsumer>> questions = IntStream.range(0, SENDERS)
                .<Consumer<LongConsumer>>mapToObj(
                        i -> answered -> senders.get(i).ask("send_message", crowd.message(i, ""), answered))
                .toList();
        return new AskingTrial(swarm, questions, length, ROW, "message");
    }
}
