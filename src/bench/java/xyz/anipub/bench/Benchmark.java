package xyz.anipub.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures both servers in turn. */
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] args) {
        try (AniPub ours = AniPub.start("AniPub", Map.of());
                NodePeer peer = NodePeer.start(Map.of())) {
            for (Target target : List.of(peer, ours)) {
                try (Swarm swarm = new Swarm(target, Duration.ofSeconds(10))) {
                    List<Connection> all = swarm.connect(
                            IntStream.range(0, 1000).mapToObj(Person::number).toList());
                    System.out.println(target.name() + " load " + Cpu.load());
                    Crowd thousand = new Crowd(swarm, all, 80);
                    for (int i = 0; i < (target == peer ? 1 : 3); i++) {
                        System.out.println("1000/20: "
                                + thousand.saturate(20, Duration.ofSeconds(5), Duration.ofSeconds(8)));
                    }
                    Crowd hundred = new Crowd(swarm, all.subList(0, 100), 80);
                    System.out.println("100/20: " + hundred.saturate(20, Duration.ofSeconds(5), Duration.ofSeconds(8)));
                    System.out.println("100@50: " + hundred.pace(50, Duration.ofSeconds(5), Duration.ofSeconds(10)));
                }
            }
        }
    }
}
