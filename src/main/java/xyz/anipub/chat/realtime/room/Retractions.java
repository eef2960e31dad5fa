package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.BoundedWait;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.erasure.ErasedPerson;
import xyz.anipub.chat.node.ChoreLease;
import xyz.anipub.chat.realtime.node.NodeEvent;
import xyz.anipub.json.Json;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Takes the texts of messages that were deleted or have expired out of what is kept for clients that come back, on all nodes and in
 * Redis, and so the names of people who are gone: events that say the text, as the message's own or as a quote. Who comes back gets what is left; the change, or where the
 * history begins, is told by itself.
 *
 * <p>Gathers what is to go, and goes through the logs once for all of it; what could not be done, as Redis was away, is done the next
 * time. The node that has the chores takes out of Redis what any node has reported, as that one may have stopped. Thread-safe.
 */
@SingletonBean
public class Retractions {

    private static final System.Logger LOG = System.getLogger(Retractions.class.getName());

    private static final String EVENT = "anipub:retracted";
    private static final String IDS = "ids";
    private static final String PEOPLE = "people";
    private static final String ID = "_id";
    /** With the quotation mark at which it begins. */
    private static final String JSON_CONTENT = "\"content\":\"";

    /** A short text, as MessagePack has it. */
    private static final String PACKED_CONTENT = "\u00a7content";

    private static final String PACKED_NOTHING = "\u00a0";
    /** How all fields end that have a name of somebody, and say whose behind that one's id. */
    private static final String NAME = "ame";

    /** Between an id and that. */
    private static final int NEAR = 14;

    private static final List<String> NOBODYS =
            List.of("\":\"" + ErasedPerson.NAME + "\"", "\u00ac" + ErasedPerson.NAME, "\":\"\"", PACKED_NOTHING);

    private static final int ID_LENGTH = 24;
    private static final int AT_ONCE = 1_000;

    /** So many wait for a Redis that is away, whose stream goes on without those that it has had for so long. */
    static final int MAX_WAITING = 100_000;

    /** The end of a node does not wait longer for Redis. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final BooleanSupplier hasChores;
    private final Log log;
    private final NodeEvent event;
    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private final Set<String> ourPeople = ConcurrentHashMap.newKeySet();
    private final Set<String> otherPeople = ConcurrentHashMap.newKeySet();

    @Inject
    public Retractions(SocketServer server, ChoreLease lease) {
        this(server, lease::isMine, server.of("/")::retract);
    }

    Retractions(SocketServer server, BooleanSupplier hasChores, Log log) {
        this.hasChores = hasChores;
        this.log = log;
        this.event = new NodeEvent(server, EVENT);
    }

    /** Takes part from now on. To be called once, before the first socket. */
    public void watch() {
        event.on(message -> {
            message.getJsonArray(IDS).getValuesAs(JsonString.class).stream()
                    .map(id -> new MessageId(id.getString()).value())
                    .forEach(others::add);
            if (message.containsKey(PEOPLE)) {
                message.getJsonArray(PEOPLE).getValuesAs(JsonString.class).stream()
                        .map(id -> new UserId(id.getString()).value())
                        .forEach(otherPeople::add);
            }
        });
    }

    /** Nobody is to read any more what these messages said. Never waits. */
    void retract(Collection<MessageId> messages) {
        List<String> ids = messages.stream().map(MessageId::value).toList();
        ours.addAll(ids);
        for (int from = 0; from < ids.size() && event.isShared(); from += AT_ONCE) {
            JsonArrayBuilder some = Json.createArrayBuilder();
            ids.subList(from, Math.min(ids.size(), from + AT_ONCE)).forEach(some::add);
            event.send(Json.createObjectBuilder().add(IDS, some).build());
        }
    }

    /**
     * Nobody is to read any more what these people were called, wherever a packet says it: of a message, a mention, a notice. Never waits.
     */
    void retractNames(Collection<UserId> people) {
        people.forEach(each -> ourPeople.add(each.value()));
        if (event.isShared()) {
            JsonArrayBuilder all = Json.createArrayBuilder();
            people.forEach(each -> all.add(each.value()));
            event.send(Json.createObjectBuilder()
                    .add(IDS, Json.createArrayBuilder())
                    .add(PEOPLE, all)
                    .build());
        }
    }

    /** Does what was asked for. Called by a timer, every 20 seconds; does not wait for Redis. */
    public void flush() {
        begin();
    }

    /** The same once more, before the connections to Redis are closed. Waits for it some seconds at most. */
    public void finish() {
        try {
            BoundedWait.await(begin(), LAST_WORDS);
        } catch (ExecutionException | TimeoutException left) {
            LOG.log(System.Logger.Level.DEBUG, "Another node does it that has heard of it", left);
        }
    }

    private CompletionStage<?> begin() {
        boolean everywhere = hasChores.getAsBoolean();
        CompletionStage<?> theirs = take(others, Retractions::says, everywhere)
                .thenCombine(take(otherPeople, Retractions::names, everywhere), (done, too) -> done);
        return take(ours, Retractions::says, true)
                .thenCombine(take(ourPeople, Retractions::names, true), (done, too) -> done)
                .thenCombine(theirs, (done, too) -> done);
    }

    private CompletionStage<?> take(Set<String> asked, BiPredicate<String, Set<String>> says, boolean everywhere) {
        Set<String> ids = Set.copyOf(asked);
        if (ids.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        asked.removeAll(ids);
        return log.retract(text -> says.test(text, ids), everywhere).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.log(System.Logger.Level.DEBUG, "To be said no more, asked for again", failure);
                ids.stream().limit(Math.max(0, MAX_WAITING - asked.size())).forEach(asked::add);
            }
        });
    }

    /**
     * Whether a packet says the content of one of these messages, in JSON or MessagePack: their id, and behind it a content that is
     * not empty. Tombstones are as they should be.
     */
    static boolean says(String text, Set<String> ids) {
        for (int at = text.indexOf(ID); at >= 0; at = text.indexOf(ID, at + 1)) {
            boolean isJson = text.startsWith("\":\"", at + ID.length());
            int id = at + ID.length() + (isJson ? 3 : 1);
            int end = id + ID_LENGTH;
            if (end <= text.length() && ids.contains(text.substring(id, end)) && hasContent(text, end, isJson)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a packet says of one of these people another name than those have who are gone, in JSON or MessagePack. */
    static boolean names(String text, Set<String> people) {
        return people.stream().anyMatch(id -> names(text, id));
    }

    private static boolean names(String text, String id) {
        for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
            int behind = at + ID_LENGTH;
            int name = text.indexOf(NAME, behind);
            if (name >= 0
                    && name <= behind + NEAR
                    && NOBODYS.stream().noneMatch(nobody -> text.startsWith(nobody, name + NAME.length()))) {
                return true;
            }
        }
        return false;
    }

    /** What is kept for clients that come back; see {@link xyz.anipub.socketio.Namespace#retract}. */
    interface Log {
        CompletionStage<?> retract(Predicate<String> text, boolean everywhere);
    }

    private static boolean hasContent(String text, int from, boolean isJson) {
        String field = isJson ? JSON_CONTENT : PACKED_CONTENT;
        int at = text.indexOf(field, from);
        return at >= 0 && !text.startsWith(isJson ? "\"" : PACKED_NOTHING, at + field.length());
    }
}
