package xyz.anipub.boot;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.auth.mongo.MongoUsers;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.adopt.Adoption;
import xyz.anipub.chat.adopt.AdoptionProgress;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.health.Check;
import xyz.anipub.health.Reason;
import xyz.anipub.health.Surroundings;
import xyz.anipub.socketio.server.SocketServer;
import xyz.anipub.store.IndexSetup;

/** Health checks of the database, its indexes, Redis and the other nodes, by what this node knows of them from using them. */
@SingletonBean
class NodeSurroundings implements Surroundings {

    private static final String INDEXES = "indexes";

    @Inject
    private MongoClientProducer mongo;

    @Inject
    private ChatStore store;

    @Inject
    private MongoUsers users;

    @Inject
    private LiveNodes nodes;

    @Inject
    private SocketServer server;

    @Inject
    private ClusterStartup cluster;

    @Inject
    private Adoption adoption;

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.degraded("database", database()));
        checks.add(indexes(store.indexState(), users.indexState()));
        cluster.redis().ifPresent(trouble -> checks.add(Check.degraded("redis", trouble.get())));
        checks.add(Check.degraded("cluster", Reason.APART, isApart()));
        adoption(adoption.progress()).ifPresent(checks::add);
        return checks;
    }

    /** Only of the node that does it, or has done it. */
    static Optional<Check> adoption(AdoptionProgress progress) {
        if (progress.state() == AdoptionProgress.State.NOTHING) {
            return Optional.empty();
        }
        Optional<Reason> reason =
                switch (progress.state()) {
                    case RUNNING -> Optional.of(Reason.ADOPTING);
                    case COUNTING -> Optional.of(Reason.COUNTING);
                    default -> Optional.empty();
                };
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("people", progress.people());
        numbers.put("rooms", progress.rooms());
        numbers.put("messages", progress.messages());
        numbers.put("refused", progress.refused());
        return Optional.of(new Check("adoption", true, reason, numbers));
    }

    /** Whether it answers. */
    boolean isDatabaseUp() {
        return database().isEmpty();
    }

    /** It is asked each second, and has a quarter of a minute. */
    private Optional<Reason> database() {
        if (mongo.isBroken()) {
            return Optional.of(Reason.BROKEN);
        }
        if (mongo.isReadOnly()) {
            return Optional.of(Reason.READ_ONLY);
        }
        if (store.isAway()) {
            return Optional.of(Reason.AWAY);
        }
        return Optional.of(Reason.SILENT).filter(why -> !nodes.isSure());
    }

    /**
     * A database that was never found may be one that this node alone does not reach: it should not take clients from the others.
     * What a database that was found does about its indexes, it does for all nodes.
     *
     * @param users those of the users, which are begun once the chat's exist
     */
    static Check indexes(IndexSetup.State chat, IndexSetup.State users) {
        if (chat == IndexSetup.State.AWAY) {
            return Check.required(INDEXES, Reason.AWAY, true);
        }
        Set<IndexSetup.State> both = EnumSet.of(chat, users);
        if (both.contains(IndexSetup.State.REFUSED)) {
            return Check.degraded(INDEXES, Reason.REFUSED, true);
        }
        return Check.degraded(INDEXES, Reason.BUILDING, !both.equals(EnumSet.of(IndexSetup.State.OPEN)));
    }

    private boolean isApart() {
        return nodes.hasCompany() && !server.of("/").isShared();
    }
}
