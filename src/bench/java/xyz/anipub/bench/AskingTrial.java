package xyz.anipub.bench;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Questions to one server, in rounds. @param of what one answer is of, for the units */
record AskingTrial(Swarm swarm, List<Consumer<LongConsumer>> questions, Length length, String row, String of)
        implements Trial {

    @Override
    public void warmUp() {
        length.warmUp(swarm.target()).run(new Asking(swarm, questions)::run);
    }

    @Override
    public List<Figure> round() {
        Meter meter = new Asking(swarm, questions).run(length.measured());
        return List.of(
                new Figure(row, "CPU us/" + of, meter.cpuMicrosEach()),
                new Figure(row, of + "s/s", meter.perSecond()),
                new Figure(row, "p50 ms", meter.millis(50)),
                new Figure(row, "p99 ms", meter.millis(99)),
                new Figure(row, "% CPU of the generator", meter.generatorPercent()));
    }

    @Override
    public void close() {
        swarm.close();
    }
}
