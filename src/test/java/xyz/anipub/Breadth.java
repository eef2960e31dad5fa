package xyz.anipub;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much one object may hold: at most eight collaborators, which are fields of classes and interfaces of ours, and at
 * most ten other fields: settings, values, state. Records are lists of values, and exempt.
 */
final class Breadth {

    static final String NAME = "few collaborators, and few fields besides";

    private static final int MOST_COLLABORATORS = 8;
    private static final int MOST_OTHERS = 10;

    /** Those that may hold more, and why. */
    static final Map<String, String> WIDE = Map.ofEntries(
            Map.entry("boot.SocketIoStartup", "starts and stops each of them, in an order that stands in one place"),
            Map.entry("boot.Chores", "each of them has something to be done every second or minute"),
            Map.entry("boot.MetricsStartup", "each of them is measured"),
            Map.entry("chat.realtime.room.RoomChannels", "the one place where membership, presence and delivery meet"),
            Map.entry(
                    "chat.realtime.room.MissedNotices", "whatever was missed is read where it is kept, and told anew"),
            Map.entry("chat.adopt.Adoption", "where it stands, which only its next step may change"),
            Map.entry("engineio.config.EngineConfigBuilder", "a field for each component of the record that it builds"),
            Map.entry("engineio.relay.Peer", "one state machine of two numbered streams; all fields are of its lane"),
            Map.entry("engineio.transport.upgrade.UpgradedConnection", "one state machine, changed by one atomic step"),
            Map.entry(
                    "engineio.websocket.FrameDecoder",
                    "goes on within a frame at any byte, without an object for each"),
            Map.entry(
                    "socketio.adapter.cluster.recovery.SessionWriter",
                    "five sets of one lock, what is to be written when"),
            Map.entry("socketio.adapter.log.Member", "one for each socket, so that it is one object"),
            Map.entry("socketio.adapter.recovery.Arrival", "what a client's return has found so far, step by step"),
            Map.entry(
                    "socketio.adapter.redis.connection.Sender",
                    "one queue and why it stands; all fields are of its lock"),
            Map.entry("store.embedded.EmbeddedMongo", "what it has opened, each to be closed in its turn"),
            Map.entry("web.SlowBody", "one request that two kinds of callbacks end, whichever comes first"));

    private Breadth() {}

    static ArchRule rule() {
        return ArchRuleDefinition.classes().should(new ArchCondition<>("hold few things") {
            @Override
            public void check(JavaClass holder, ConditionEvents events) {
                boolean isFine = !isWide(holder) || WIDE.containsKey(name(holder));
                events.add(new SimpleConditionEvent(
                        holder,
                        isFine,
                        holder.getName() + " has " + collaborators(holder) + " collaborators and " + values(holder)
                                + " other fields"));
            }
        });
    }

    static List<Violation> violations() {
        return List.of(
                Violation.of(NAME, rogue(fields("Rogue", MOST_COLLABORATORS + 1))),
                Violation.of(NAME, rogue(fields("String", MOST_OTHERS + 1))),
                new Violation(
                        Set.of(),
                        List.of(rogue(
                                "static int no;" + fields("Rogue", MOST_COLLABORATORS) + fields("int", MOST_OTHERS)))));
    }

    private static String rogue(String fields) {
        return "in boot: class Rogue { " + fields + " }";
    }

    private static String fields(String type, int count) {
        return IntStream.range(0, count)
                .mapToObj(field -> type + " " + type.toLowerCase(Locale.ROOT) + field + ";")
                .collect(Collectors.joining(" "));
    }

    /** As in {@link #WIDE}. */
    static String name(JavaClass holder) {
        return holder.getName().substring(Walls.BASE.length() + 1);
    }

    static boolean isWide(JavaClass holder) {
        return !holder.isRecord() && (collaborators(holder) > MOST_COLLABORATORS || values(holder) > MOST_OTHERS);
    }

    private static long collaborators(JavaClass holder) {
        return holder.getFields().stream()
                .filter(Breadth::isHeld)
                .filter(Breadth::isCollaborator)
                .count();
    }

    private static long values(JavaClass holder) {
        return holder.getFields().stream().filter(Breadth::isHeld).count() - collaborators(holder);
    }

    private static boolean isHeld(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isCollaborator(JavaField field) {
        JavaClass type = field.getRawType();
        return type.getPackageName().startsWith(Walls.BASE) && !type.isRecord() && !type.isEnum();
    }
}
