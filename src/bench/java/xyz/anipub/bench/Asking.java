package xyz.anipub.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Questions, each of which is asked again as soon as it has been answered. */
final class Asking {

    private final Swarm swarm;
    private final List<Consumer<LongConsumer>> questions;
    private Meter meter;
    private boolean ending;
    private int open;

    /** @param questions asked at the same time; each is given what is to be told the time of its answer */
    Asking(Swarm swarm, List<Consumer<LongConsumer>> questions) {
        this.swarm = swarm;
        this.questions = questions;
        meter = new Meter(swarm.target());
    }

    /** Asks for a while and returns when all has been answered. */
    Meter run(Duration time) {
        ending = false;
        swarm.progressed(System.nanoTime());
        meter = new Meter(swarm.target());
        long end = System.nanoTime() + time.toNanos();
        open = questions.size();
        questions.forEach(this::ask);
        while (System.nanoTime() < end) {
            swarm.poll(10);
            swarm.checkStall("answers");
        }
        ending = true;
        meter.stop();
        swarm.until("the last answers", () -> open == 0);
        return meter;
    }

    private void ask(Consumer<LongConsumer> question) {
        long asked = System.nanoTime();
        question.accept(now -> {
            meter.count(asked, now, 0);
            if (ending) {
                open--;
            } else {
                ask(question);
            }
        });
    }
}
