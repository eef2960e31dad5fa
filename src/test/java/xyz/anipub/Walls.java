package xyz.anipub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each package may use. A line speaks of one package without those below it; {@code ..} adds those below, a name
 * with a capital is one class. Everybody may use the JDK, the annotations of JSpecify, and itself.
 */
final class Walls {

    static final String BASE = "xyz.anipub";

    private static final String TABLE = """
            peer               ->
            store              -> com.mongodb.., org.bson..
            text               -> com.ibm.icu.lang, com.ibm.icu.text, com.ibm.icu.util, org.commonmark..
            text.mongo         -> store, text, com.mongodb.., org.bson..
            engineio.websocket ->
            engineio.packet    -> engineio.websocket
            engineio           -> engineio.packet, peer
            engineio.relay     -> engineio, engineio.packet, engineio.websocket, peer
            engineio.transport -> engineio, engineio.packet, engineio.websocket, peer, jakarta.servlet.., jakarta.websocket.., CDI
            engineio.transport.container -> engineio, engineio.transport, jakarta.servlet.., VENDOR
            socketio.packet    -> jakarta.json..
            socketio.msgpack   -> socketio.packet, jakarta.json..
            socketio.adapter   -> socketio.packet
            socketio.adapter.cluster -> socketio.adapter, socketio.packet, jakarta.json..
            socketio.adapter.redis -> socketio.adapter, socketio.adapter.cluster, socketio.packet, socketio.msgpack, jakarta.json.., io.lettuce.core.., io.netty.channel, io.netty.handler.timeout, javax.net.ssl
            socketio           -> engineio, peer, socketio.packet, socketio.adapter, jakarta.json..
            socketio.cdi       -> socketio, socketio.packet, jakarta.json.., CDI, FINDING
            socketio.admin     -> engineio, peer, socketio, socketio.packet, socketio.adapter, jakarta.json..
            chat               -> peer, text, jakarta.ejb.ApplicationException
            chat.room          -> chat, chat.node, text, CDI
            chat.node          -> chat, CDI, FOUND
            chat.message       -> chat, chat.room, chat.node, text, CDI
            chat.presence      -> chat, jakarta.ejb
            chat.realtime      -> CORE, peer, socketio, socketio.cdi, auth, jakarta.json.., CDI
            chat.rest          -> CORE, auth, problem, text, jakarta.ws.rs.., jakarta.json.bind.., jakarta.annotation.Priority, CDI
            chat.mongo         -> CORE, store, text, text.mongo, com.mongodb.., org.bson.., CDI
            auth               -> peer, problem, text, io.jsonwebtoken.., com.password4j.., jakarta.ws.rs.., jakarta.json.., jakarta.annotation.PreDestroy, CDI, FOUND, PEER
            auth.mongo         -> auth, store, text, text.mongo, com.mongodb.., org.bson.., CDI
            health             -> chat.node, engineio, engineio.transport, problem, socketio, jakarta.servlet.., jakarta.json.., jakarta.ws.rs.core.MediaType, CDI
            metrics            -> chat, chat.node, chat.presence, chat.room, engineio, peer, socketio, socketio.adapter, socketio.adapter.cluster, com.mongodb.event, org.bson, io.micrometer.., jakarta.servlet.., CDI
            gate               -> org.glassfish.grizzly..
            problem            -> peer, text, jakarta.ws.rs.., jakarta.json.., jakarta.inject, jakarta.enterprise.context.Dependent
            boot               -> ANYTHING
            """;

    private static final Map<String, String> WORDS = Map.of(
            "CORE", "chat, chat.room, chat.node, chat.message, chat.presence",
            "CDI", "jakarta.inject, jakarta.enterprise.context",
            // Decision record 2: listeners to revocations and to endings are looked up; the remote address has no
            // JAX-RS name.
            "FOUND", "jakarta.enterprise.inject.Instance, jakarta.enterprise.inject.Any",
            "FINDING",
                    "jakarta.enterprise.context.control, jakarta.enterprise.event, jakarta.enterprise.inject,"
                            + " jakarta.enterprise.inject.spi",
            "PEER", "jakarta.servlet.http.HttpServletRequest",
            "VENDOR", String.join(", ", ArchitectureRules.VENDORS));

    private static final Set<String> FOREIGN = Set.of("javax", "jakarta", "com", "org", "io", "fish", "sun");

    private Walls() {}

    /** By package, without the base, in the order of the table. */
    static Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        TABLE.lines().filter(line -> !line.endsWith("ANYTHING")).forEach(line -> {
            String[] sides = line.split("->", -1);
            String room = sides[0].strip();
            rules.put(room, rule(room, sides[1].strip()));
        });
        return rules;
    }

    /** All packages of the table, with the base. */
    static List<String> packages() {
        return TABLE.lines()
                .map(line -> BASE + "." + line.split("->", -1)[0].strip())
                .toList();
    }

    private static ArchRule rule(String room, String allowed) {
        List<String> names =
                new ArrayList<>(List.of("java..", "javax.crypto..", "org.jspecify.annotations", ours(room)));
        names(allowed).map(Walls::ours).forEach(names::add);
        return classes()
                .that()
                .resideInAPackage(ours(room))
                .should()
                .onlyDependOnClassesThat(
                        new DescribedPredicate<>("are of " + (allowed.isEmpty() ? "the JDK" : allowed)) {
                            @Override
                            public boolean test(JavaClass used) {
                                return names.stream().anyMatch(name -> covers(name, used.getBaseComponentType()));
                            }
                        })
                .allowEmptyShould(true);
    }

    private static Stream<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .flatMap(name -> WORDS.containsKey(name) ? names(WORDS.get(name)) : Stream.of(name));
    }

    private static String ours(String name) {
        return FOREIGN.contains(name.split("\\.")[0]) ? name : BASE + "." + name;
    }

    private static boolean covers(String name, JavaClass used) {
        if (name.endsWith("..")) {
            String root = name.substring(0, name.length() - 2);
            return (used.getPackageName() + ".").startsWith(root + ".");
        }
        return used.isPrimitive()
                || used.getPackageName().equals(name)
                || used.getName().equals(name);
    }
}
