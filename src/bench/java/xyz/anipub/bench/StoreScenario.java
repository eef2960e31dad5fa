package xyz.anipub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Messages that are answered when they are stored, with the same database on both sides. */
final class StoreScenario implements Scenario {

    private static final int ROOMS = 10;
    private static final int SENDERS_EACH = 5;
    private static final int POSTERS = 16;

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Setup setup() {
        return Setup.SAME_STORE;
    }

    @Override
    public void measure(Target target, Length length, Report report) {
        emitted(target, length, report);
        posted(target, length, report);
    }

    private static void emitted(Target target, Length length, Report report) {
        String what = "send_message with ack, 50 senders in 10 rooms";
        try (Swarm swarm = new Swarm(target, length.patience())) {
            List<Connection> senders = swarm.connect(Person.all(ROOMS * SENDERS_EACH));
            List<Crowd> rooms = new ArrayList<>();
            Asking asking = new Asking(swarm);
            for (int i = 0; i < ROOMS; i++) {
                rooms.add(new Crowd(
                        swarm,
                        senders.subList(i * SENDERS_EACH, (i + 1) * SENDERS_EACH),
                        FanOutScenario.CONTENT));
            }
            // Nobody counts the deliveries here.
            swarm.listen((to, bytes, from, end, now) -> {});
            for (int i = 0; i < senders.size(); i++) {
                Connection sender = senders.get(i);
                Crowd room = rooms.get(i / SENDERS_EACH);
                asking.begin(answered -> send(sender, room, answered));
            }
            length.warmUp(target).run(asking::run);
            Asking.Answers answers = asking.measure("stored", length.measured());
            report.note("%s: %s", what, answers);
            report.add(what, "stored/s", answers.perSecond(), Goal.times(2));
            report.add(what, "p50 ms", answers.millis(50));
            report.add(what, "p99 ms", answers.millis(99));
        }
    }

    private static void posted(Target target, Length length, Report report) {
        String what = "POST, 16 connections, one room";
        Posting posting = new Posting(target, POSTERS);
        length.warmUp(target).run(posting::run);
        double perSecond = posting.run(length.measured());
        report.note("%s: %.0f/s", what, perSecond);
        report.add(what, "stored/s", perSecond, Goal.times(2));
    }

    private static void send(Connection sender, Crowd room, LongConsumer answered) {
        try {
            sender.ask("send_message", room.message(sender.person(), ""), answered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
