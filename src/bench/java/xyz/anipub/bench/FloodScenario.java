package xyz.anipub.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.TestServer;

/**
 * How long members of a room wait for their acks while strangers flood what they use, beside the same flood aimed
 * elsewhere: at another room, or at another server on the same machine. Ours only, with its default limits.
 */
final class FloodScenario implements Scenario {

    private static final int MEMBERS = 10;
    private static final double AIM = 2;

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public List<Contestant> contestants() {
        return List.of(Contestant.OURS_LIMITED);
    }

    @Override
    public List<Aim> aims() {
        return Flood.NAMES.stream()
                .map(flood -> Aim.atMost(flood, "times elsewhere", Contestant.OURS_LIMITED, AIM, AIM))
                .toList();
    }

    @Override
    public boolean isDaily() {
        return false;
    }

    @Override
    public Trial trial(Contestant contestant, Servers servers, Length length) {
        ChatApi here = apiOf(servers.running(contestant));
        Target another = servers.start(contestant, TestServer.newFolder("bench-elsewhere"));
        Person host = Person.register(here, "Host");
        String room = host.createRoom();
        String otherRoom = host.createRoom();
        List<Person> members = IntStream.range(0, MEMBERS)
                .mapToObj(i -> Person.register(here, "Member"))
                .toList();
        members.forEach(member -> member.join(room));
        PacedMembers paced = new PacedMembers(members, room);
        Flood.Kinds floods = Flood.of(here, room, otherRoom, apiOf(another));
        return new Trial() {

            @Override
            public void warmUp() {
                paced.run(length.warmUp());
            }

            @Override
            public List<Figure> round() {
                List<Figure> figures = new ArrayList<>();
                for (Flood flood : floods.all()) {
                    double elsewhere = p99(flood, false);
                    double atHere = p99(flood, true);
                    figures.add(new Figure(flood.name(), "p99 ms", atHere));
                    figures.add(new Figure(flood.name(), "times elsewhere", atHere / elsewhere));
                }
                return figures;
            }

            private double p99(Flood flood, boolean atHere) {
                Runnable end = flood.begin(atHere);
                try {
                    return paced.run(length.measured().multipliedBy(2)).getValueAtPercentile(99) / 1e6;
                } finally {
                    end.run();
                }
            }

            @Override
            public void close() {
                paced.close();
                floods.close();
                another.close();
            }
        };
    }

    private static ChatApi apiOf(Target target) {
        return new ChatApi(URI.create("http://127.0.0.1:" + target.port() + "/"));
    }
}
