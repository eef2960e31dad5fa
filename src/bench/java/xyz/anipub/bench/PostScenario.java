package xyz.anipub.bench;

import static xyz.anipub.bench.Contestant.NODE_STORING;
import static xyz.anipub.bench.Contestant.OURS;
import static xyz.anipub.bench.Contestant.OURS_STORE_APART;

import java.util.List;

/** Messages that are stored by POST, with one store for both; and with ours embedded. */
final class PostScenario implements Scenario {

    private static final String ROW = "stored by POST, 16 connections, one room";
    private static final int CONNECTIONS = 16;

    @Override
    public String name() {
        return "post";
    }

    @Override
    public List<Contestant> contestants() {
        return List.of(OURS_STORE_APART, OURS, NODE_STORING);
    }

    @Override
    public List<Aim> aims() {
        return Aim.storing(ROW, 2, 0.7);
    }

    @Override
    public Trial trial(Contestant contestant, Servers servers, Length length) {
        Target target = servers.running(contestant);
        Posting posting = new Posting(target, CONNECTIONS);
        return new Trial() {

            @Override
            public void warmUp() {
                length.warmUp(target).run(posting::run);
            }

            @Override
            public List<Figure> round() {
                Meter meter = posting.run(length.measured());
                return List.of(
                        new Figure(ROW, "CPU us/message", meter.cpuMicrosEach()),
                        new Figure(ROW, "messages/s", meter.perSecond()));
            }
        };
    }
}
