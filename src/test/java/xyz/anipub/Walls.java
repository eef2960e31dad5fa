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
            json               -> jakarta.json..
            queue              ->
            picture            -> java.awt.., javax.imageio.., com.twelvemonkeys.imageio.plugins.webp
            trace              ->
            trace.json         -> trace, jakarta.json..
            store              -> com.mongodb.., org.bson..
            store.embedded.file -> org.h2.mvstore.., org.h2.store.fs
            store.embedded     -> store.embedded.file, de.bwaldvogel.mongo.., io.netty.., org.h2.mvstore..
            text               -> com.ibm.icu.lang, com.ibm.icu.text, com.ibm.icu.util, org.commonmark..
            text.mongo         -> store, text, com.mongodb.., org.bson..
            engineio.websocket ->
            engineio.packet    -> engineio.websocket
            engineio.session   -> trace, engineio.packet
            engineio.config    -> peer, engineio.session.PreparedMessage, engineio.session.QueueBound
            engineio.handshake -> peer, engineio.session.Timers, engineio.config
            engineio           -> peer, queue, trace, engineio.packet, engineio.session, engineio.config, engineio.handshake
            engineio.relay     -> peer, queue, engineio.websocket, engineio.packet, engineio.session.QueueBound, engineio.session.Timers, engineio.config, engineio.handshake, engineio
            engineio.transport -> engineio.packet
            engineio.transport.http -> engineio.websocket, engineio.session.Timers, engineio.config, engineio.handshake, engineio, jakarta.servlet..
            engineio.transport.polling -> engineio.packet, engineio.session.Timers, engineio.config, engineio.handshake, engineio, engineio.transport.http, engineio.transport.container, jakarta.servlet.., CDI
            engineio.transport.websocket -> engineio.websocket, engineio.packet, engineio.session.Timers, engineio.config, engineio.handshake, engineio, engineio.transport, engineio.transport.http, engineio.transport.polling, engineio.transport.container, jakarta.websocket.., CDI
            engineio.transport.upgrade -> engineio.websocket, engineio.session.Timers, engineio.config, engineio.handshake, engineio, engineio.transport, engineio.transport.http, engineio.transport.websocket, engineio.transport.container, jakarta.servlet.., CDI
            engineio.transport.relayed -> engineio.packet, engineio.config, engineio.handshake, engineio, engineio.transport, engineio.transport.polling, engineio.transport.websocket
            engineio.transport.container -> engineio.packet, engineio.session.Timers, engineio.transport, jakarta.servlet.., jakarta.websocket..
            engineio.transport.container.carrier -> engineio, engineio.transport, engineio.transport.websocket, engineio.transport.upgrade, engineio.transport.container, jakarta.servlet.., VENDOR
            socketio.packet    -> jakarta.json..
            socketio.msgpack   -> socketio.packet, jakarta.json..
            socketio.adapter   -> socketio.packet
            socketio.adapter.log -> socketio.adapter
            socketio.adapter.memory -> queue, socketio.packet, socketio.adapter, socketio.adapter.log
            socketio.adapter.recovery -> socketio.packet, socketio.adapter, socketio.adapter.log, socketio.adapter.memory
            socketio.adapter.cluster.carrier -> socketio.packet, socketio.adapter, socketio.adapter.log, jakarta.json..
            socketio.adapter.cluster.recovery -> socketio.packet, socketio.adapter, socketio.adapter.log, socketio.adapter.recovery, socketio.adapter.cluster.carrier, jakarta.json..
            socketio.adapter.cluster -> socketio.packet, socketio.adapter, socketio.adapter.log, socketio.adapter.recovery, socketio.adapter.cluster.carrier, socketio.adapter.cluster.recovery, jakarta.json..
            socketio.adapter.redis.connection -> socketio.adapter, socketio.adapter.cluster.carrier, io.lettuce.core.., io.netty.channel, io.netty.handler.timeout, javax.net.ssl
            socketio.adapter.redis.codec -> socketio.packet, socketio.msgpack, socketio.adapter, socketio.adapter.log, socketio.adapter.cluster.carrier, jakarta.json..
            socketio.adapter.redis -> socketio.adapter, socketio.adapter.log, socketio.adapter.cluster.carrier, socketio.adapter.cluster, socketio.adapter.redis.connection, socketio.adapter.redis.codec, io.lettuce.core..
            socketio.config    -> peer, socketio.packet
            socketio.event     -> socketio.packet, jakarta.json..
            socketio.handshake -> engineio.config, socketio.packet, jakarta.json..
            socketio           -> engineio, engineio.config, socketio.packet, socketio.adapter, socketio.config, socketio.event, socketio.handshake, jakarta.json..
            socketio.connection -> peer, engineio.config, engineio, socketio.packet, socketio.adapter, socketio.config, socketio.event, socketio.handshake, socketio, jakarta.json..
            socketio.delivery  -> engineio.session.PreparedMessage, socketio.packet, socketio.adapter, socketio.event, socketio, jakarta.json..
            socketio.server    -> peer, trace, engineio.session.PreparedMessage, engineio.session.QueueBound, engineio.config, engineio, socketio.packet, socketio.adapter, socketio.adapter.memory.InMemoryAdapter, socketio.config, socketio.event, socketio.handshake, socketio, socketio.connection, socketio.delivery, jakarta.json..
            socketio.cdi       -> socketio.packet, socketio.event, socketio.handshake, socketio, socketio.server, jakarta.json.., CDI, FINDING
            socketio.admin     -> peer, engineio.config, engineio, socketio.packet, socketio.adapter, socketio.event, socketio.handshake, socketio, socketio.server, jakarta.json..
            chat               -> peer, trace, text, jakarta.ejb.ApplicationException
            chat.member        -> chat
            chat.power         -> audit, chat, chat.member, chat.node, CDI
            chat.people        -> chat, chat.member, CDI
            chat.room          -> chat, chat.member, chat.power, chat.node, trace, text, CDI
            chat.node          -> chat, CDI, FOUND
            chat.direct        -> chat, chat.member, chat.people, chat.power, chat.room, text, CDI
            chat.invite        -> chat, chat.member, chat.people, chat.power, chat.room, peer, text, CDI
            chat.message       -> chat, chat.member, chat.power, chat.room, chat.node, text, CDI
            chat.history       -> chat, chat.member, chat.power, chat.room, chat.message, CDI
            chat.search        -> chat, chat.member, chat.power, chat.room, chat.message, text, CDI
            chat.reading       -> chat, chat.member, chat.power, chat.room, chat.message, chat.history, CDI
            chat.roomlist      -> chat, chat.member, chat.power, chat.room, chat.message, chat.history, chat.reading, CDI
            chat.notice        -> chat, chat.member, chat.people, chat.power, chat.room, chat.node, chat.message, CDI
            chat.posting       -> chat, chat.member, chat.power, chat.room, chat.node, trace, chat.message, chat.history, chat.notice, chat.roomlist, CDI
            chat.change        -> chat, chat.member, chat.power, chat.room, chat.message, chat.notice, chat.posting, chat.roomlist, text, CDI
            chat.moderation    -> audit, chat, chat.member, chat.power, chat.room, chat.message, chat.change, text, CDI
            chat.report        -> audit, chat, chat.member, chat.power, chat.room, chat.message, text, CDI
            chat.retention     -> chat, chat.member, chat.room, chat.message, chat.change, chat.node, CDI
            chat.erasure       -> audit, chat, chat.member, chat.people, chat.power, chat.room, chat.message, chat.change, chat.retention, CDI
            chat.export        -> chat, chat.message, CDI
            chat.adopt         -> chat, chat.member, chat.room, chat.message, chat.roomlist, text, CDI
            chat.presence      -> chat, jakarta.ejb
            chat.blob          ->
            chat.json          -> auth.profile, chat, chat.member, chat.power, chat.room, chat.message, chat.history, text, json, jakarta.json..
            chat.realtime.wire -> CORE, chat.json, text, json, jakarta.json.., socketio.event, socketio, socketio.cdi
            chat.realtime.node -> chat.node, auth.login, socketio, socketio.server, json, jakarta.json.., CDI
            chat.realtime.socket -> chat, chat.member, chat.power, chat.room, chat.node, chat.presence, chat.realtime.node, auth, auth.token, auth.session, auth.admin, trace, socketio.handshake, socketio, socketio.server, socketio.cdi, json, jakarta.json.., CDI
            chat.realtime.order -> CORE, chat.realtime.node, chat.realtime.socket, chat.realtime.wire, socketio.event, socketio, socketio.server, json, jakarta.json.., CDI
            chat.realtime.room -> CORE, auth.profile, chat.json, chat.realtime.node, chat.realtime.socket, chat.realtime.order, chat.realtime.wire, socketio, socketio.server, json, jakarta.json.., CDI
            chat.realtime.event -> CORE, chat.json, chat.realtime.socket, chat.realtime.room, chat.realtime.wire, peer, socketio.event, socketio, socketio.cdi, json, jakarta.json.., CDI
            chat.realtime      -> chat, chat.member, chat.room, chat.realtime.socket, chat.realtime.order, chat.realtime.room, chat.realtime.wire, auth.token, socketio, socketio.server, socketio.cdi, json, jakarta.json.., CDI
            chat.rest          -> chat, chat.member, chat.power, chat.room, auth, auth.token, auth.admin, trace, problem, jakarta.ws.rs.., jakarta.annotation.Priority, CDI
            chat.rest.message  -> CORE, chat.json, chat.rest, problem, text, jakarta.ws.rs.., json, jakarta.json.., CDI
            chat.rest.room     -> CORE, chat.json, chat.rest, problem, text, jakarta.ws.rs.., json, jakarta.json.., CDI
            chat.rest.people   -> chat, chat.member, chat.people, chat.power, chat.room, chat.export, chat.json, chat.blob, chat.rest, auth, auth.profile, auth.session, auth.token, problem, text, jakarta.ws.rs.., json, jakarta.json.., CDI, PEER
            chat.rest.invite   -> CORE, chat.json, chat.rest, problem, text, jakarta.ws.rs.., json, jakarta.json.., CDI, PEER
            chat.rest.moderation -> audit, CORE, chat.json, chat.rest, problem, text, jakarta.ws.rs.., json, jakarta.json.., CDI
            chat.mongo         -> CORE, store, text, com.mongodb.., org.bson.., CDI
            chat.mongo.room    -> chat, chat.member, chat.power, chat.room, chat.direct, chat.retention, chat.mongo, store, text, text.mongo, com.mongodb.., org.bson.., CDI
            chat.mongo.people  -> chat, chat.people, chat.invite, chat.notice, chat.mongo, store, com.mongodb.., org.bson.., CDI
            chat.mongo.blob    -> chat.blob, chat.mongo, com.mongodb.., org.bson.., CDI
            chat.mongo.adopt   -> chat, chat.member, chat.room, chat.adopt, chat.mongo, store, text, com.mongodb.., org.bson.., CDI
            auth               -> problem, text
            auth.token         -> auth, problem, text, io.jsonwebtoken.., json, jakarta.json.., CDI, FOUND
            auth.login         -> auth, peer, problem, text, com.password4j.., jakarta.annotation.PreDestroy, CDI, FOUND
            auth.profile       -> auth, auth.login, chat.blob, picture, problem, text, CDI, FOUND
            auth.adopt         -> auth, text, CDI
            auth.session       -> auth, auth.token, peer, CDI
            auth.admin         -> audit, auth, auth.token, auth.login, problem, text, CDI
            auth.reset         -> audit, auth, auth.login, auth.session, auth.admin, problem, CDI
            auth.invitation    -> audit, auth, auth.login, auth.admin, problem, CDI
            auth.deletion      -> audit, auth, auth.token, auth.login, auth.session, auth.admin, auth.reset, auth.invitation, auth.profile, problem, CDI, FOUND
            auth.rest          -> auth, auth.token, auth.login, auth.session, auth.admin, auth.reset, auth.invitation, auth.deletion, problem, text, jakarta.ws.rs.., json, jakarta.json.., CDI, PEER
            auth.mongo         -> auth.adopt, auth.profile, auth, auth.token, auth.login, auth.session, auth.admin, auth.reset, auth.invitation, auth.deletion, store, text, text.mongo, com.mongodb.., org.bson.., CDI
            audit              ->
            audit.mongo        -> audit, store, com.mongodb.., org.bson.., CDI
            health             -> chat.node, engineio.config, engineio, engineio.transport.http.CorsHeaders, engineio.transport.upgrade.UpgradeFilter, engineio.transport.container.UnreadBody, problem, socketio, socketio.server, web.ReadOnlyServlet, jakarta.servlet.., json, jakarta.json.., jakarta.ws.rs.core.MediaType, CDI
            metrics            -> chat, chat.node, chat.presence, chat.member, chat.room, engineio.config, engineio.handshake.HandshakeError, engineio, peer, socketio, socketio.adapter, socketio.adapter.cluster.carrier.ClusterMeter, web.ReadOnlyServlet, trace, com.mongodb.event, org.bson, io.micrometer.., io.prometheus.metrics.model.., jakarta.servlet.., CDI
            bean               -> jakarta.inject, jakarta.enterprise.inject
            gate               -> org.glassfish.grizzly..
            problem            -> peer, text, jakarta.ws.rs.., json, jakarta.json.., jakarta.inject, jakarta.enterprise.context.Dependent
            web                -> bean, engineio.session.Timers, engineio, engineio.transport.http, engineio.transport.container.UnreadBody, trace, peer, problem, jakarta.servlet.., jakarta.inject, jakarta.enterprise.context.control, jakarta.enterprise.inject, jakarta.ws.rs.core.MediaType, io.undertow..
            web.file           -> engineio.transport.http.ContentCoding, jakarta.servlet..
            web.page           -> web.file, jakarta.servlet.., jakarta.inject
            web.openapi        -> web.file, web.ReadOnlyServlet, jakarta.servlet.., json, jakarta.json..
            settings           -> audit, auth.adopt.PeopleFields, auth.deletion.DeletionSettings, chat.adopt.AdoptRules, CORE, auth, auth.profile, picture, engineio.session.QueueBound, engineio.config, health, metrics, peer, problem, socketio.adapter.log.RecoveryConfig, socketio.config, socketio.msgpack, socketio.packet, text, web.page, org.eclipse.microprofile.config, jakarta.enterprise.inject, CDI
            boot               -> ANYTHING
            """;

    private static final String CORE =
            "chat, chat.member, chat.people, chat.power, chat.room, chat.direct, chat.invite, chat.node, chat.message, chat.history, chat.search, "
                    + "chat.reading, chat.roomlist, chat.posting, chat.change, chat.moderation, chat.report, chat.notice, "
                    + "chat.retention, chat.erasure, chat.export, chat.presence";

    private static final Map<String, String> WORDS = Map.of(
            "CORE",
            CORE,
            "CDI",
            "jakarta.inject, jakarta.enterprise.context, bean",
            // Decision record 2: listeners to revocations and to endings are looked up; the remote address has no
            // JAX-RS name.
            "FOUND",
            "jakarta.enterprise.inject.Instance, jakarta.enterprise.inject.Any",
            "FINDING",
            "jakarta.enterprise.context.control, jakarta.enterprise.event, jakarta.enterprise.inject,"
                    + " jakarta.enterprise.inject.spi",
            "PEER",
            "jakarta.servlet.http.HttpServletRequest",
            "VENDOR",
            String.join(", ", ArchitectureRules.VENDORS));

    private static final Set<String> FOREIGN = Set.of("javax", "jakarta", "com", "org", "io", "de", "fish", "sun");

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
