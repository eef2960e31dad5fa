package xyz.anipub;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Packages whose classes are public for their neighbours' sake, who these are, and which classes are for everybody
 * nevertheless; {@link Walls} binds neither {@code boot} nor an application. {@code ..} adds the packages below.
 */
final class Neighbours {

    private static final String TABLE = """
            store.embedded.file -> store.embedded |
            engineio.handshake -> engineio.. | HandshakeError
            engineio.session -> engineio.. | PreparedMessage, QueueBound, Timers
            engineio.transport.http -> engineio.transport.. | Completion, ContentCoding, CorsHeaders
            engineio.transport.polling -> engineio.transport.. |
            engineio.transport.websocket -> engineio.transport.. |
            engineio.transport.upgrade -> engineio.transport.. | UpgradeFilter
            engineio.transport.container -> engineio.transport.. | UnreadBody
            engineio.transport.container.carrier -> |
            socketio.adapter.log -> socketio.adapter.. | RecoveryConfig
            socketio.adapter.memory -> socketio.adapter.. | InMemoryAdapter
            socketio.adapter.recovery -> socketio.adapter.. | RecoveringAdapter
            socketio.adapter.cluster.carrier -> socketio.adapter.. | ClusterLimits, ClusterMeter, ClusterThreads
            socketio.adapter.cluster.recovery -> socketio.adapter.cluster |
            socketio.adapter.redis.codec -> socketio.adapter.redis |
            socketio.adapter.redis.connection -> socketio.adapter.redis | RedisConfig, RedisFamily, RedisTrouble
            socketio.connection -> socketio.server |
            socketio.delivery -> socketio.server |
            socketio.server -> | SocketServer
            """;

    /**
     * A line of the table, with the base.
     *
     * @param open those of its classes that are for everybody
     */
    private record Internals(String room, List<String> neighbours, List<String> open) {

        static Internals of(String line) {
            String[] sides = line.split("->|\\|", -1);
            String room = Walls.BASE + "." + sides[0].strip();
            return new Internals(room, names(Walls.BASE, sides[1]), names(room, sides[2]));
        }

        private static List<String> names(String base, String list) {
            List<String> names = new ArrayList<>();
            for (String name : list.split(",")) {
                if (!name.isBlank()) {
                    names.add(base + "." + name.strip());
                }
            }
            return names;
        }

        boolean refuses(JavaClass user, JavaClass used) {
            return used.getPackageName().equals(room)
                    && !user.getPackageName().equals(room)
                    && neighbours.stream().noneMatch(name -> covers(name, user.getPackageName()))
                    && open.stream().noneMatch(name -> (used.getName() + "$").startsWith(name + "$"));
        }

        private static boolean covers(String name, String user) {
            return name.endsWith("..")
                    ? (user + ".").startsWith(name.substring(0, name.length() - 1))
                    : user.equals(name);
        }
    }

    private static final List<Internals> ALL = TABLE.lines().map(Internals::of).toList();

    private Neighbours() {}

    /** All packages of the table, with the base. */
    static List<String> packages() {
        return ALL.stream().map(Internals::room).toList();
    }

    static ArchRule rule() {
        return ArchRuleDefinition.noClasses().should(new ArchCondition<>("use what is for the neighbours of others") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                user.getDirectDependenciesFromSelf().forEach(dependency -> {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    boolean refused = ALL.stream().anyMatch(internals -> internals.refuses(user, used));
                    events.add(new SimpleConditionEvent(user, refused, dependency.getDescription()));
                });
            }
        });
    }
}
