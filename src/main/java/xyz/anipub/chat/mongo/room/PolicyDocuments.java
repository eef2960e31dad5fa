package xyz.anipub.chat.mongo.room;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.mongo.MessageDocuments;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.History;
import xyz.anipub.chat.power.RoomPolicy.Kind;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.chat.power.RoomPolicy.Who;
import xyz.anipub.chat.room.RoomRepository.Governing;

/** The policy in a room's document, where the usual is missing: so are rooms of versions that had none. */
final class PolicyDocuments {

    static final String KIND = "kind";
    static final String VISIBILITY = "visibility";
    static final String POSTING = "posting";
    /** In seconds. */
    static final String SLOW_MODE = "slowMode";

    static final String INVITES = "invites";
    static final String HISTORY = "history";
    static final String PUBLIC_FROM = "publicFrom";
    static final String OWNERS = "owners";

    /** What of a document {@link #policy} reads. */
    static final Bson FIELDS =
            Projections.include("creator", KIND, VISIBILITY, POSTING, SLOW_MODE, INVITES, HISTORY, PUBLIC_FROM, OWNERS);

    private PolicyDocuments() {}

    static void append(Document room, RoomPolicy policy) {
        append(room, KIND, policy.kind(), Kind.NAMED);
        append(room, VISIBILITY, policy.visibility(), Visibility.PUBLIC);
        append(room, POSTING, policy.posting(), Who.MEMBERS);
        append(room, INVITES, policy.invites(), Who.MEMBERS);
        append(room, HISTORY, policy.history(), History.ALL);
        if (!policy.slowMode().isZero()) {
            room.append(SLOW_MODE, policy.slowMode().toSeconds());
        }
        if (policy.publicFrom() > 1) {
            room.append(PUBLIC_FROM, policy.publicFrom());
        }
        if (!policy.owners().isEmpty()) {
            room.append(
                    OWNERS,
                    policy.owners().stream()
                            .map(owner -> new ObjectId(owner.value()))
                            .toList());
        }
    }

    private static <E extends Enum<E>> void append(Document room, String field, E value, E usual) {
        if (value != usual) {
            room.append(field, RoomPolicy.text(value));
        }
    }

    /** Empty if nothing is to be another. */
    static Optional<Bson> update(Governing governing) {
        List<Bson> changes = new ArrayList<>();
        governing.posting().ifPresent(who -> changes.add(change(POSTING, who, Who.MEMBERS)));
        governing.history().ifPresent(what -> changes.add(change(HISTORY, what, History.ALL)));
        governing.invites().ifPresent(who -> changes.add(change(INVITES, who, Who.MEMBERS)));
        governing
                .slowMode()
                .ifPresent(time -> changes.add(
                        time.isZero() ? Updates.unset(SLOW_MODE) : Updates.set(SLOW_MODE, time.toSeconds())));
        return changes.isEmpty() ? Optional.empty() : Optional.of(Updates.combine(changes));
    }

    private static <E extends Enum<E>> Bson change(String field, E value, E usual) {
        return value == usual ? Updates.unset(field) : Updates.set(field, RoomPolicy.text(value));
    }

    static RoomPolicy policy(Document room) {
        RoomPolicy usual =
                RoomPolicy.ofCreator(new UserId(room.getObjectId("creator").toHexString()));
        Kind kind = value(room, KIND, usual.kind());
        return new RoomPolicy(
                kind,
                value(room, VISIBILITY, usual.visibility()),
                value(room, POSTING, usual.posting()),
                Duration.ofSeconds(MessageDocuments.number(room, SLOW_MODE)),
                value(room, INVITES, usual.invites()),
                value(room, HISTORY, usual.history()),
                Math.max(1, MessageDocuments.number(room, PUBLIC_FROM)),
                room.containsKey(OWNERS)
                        ? room.getList(OWNERS, ObjectId.class, List.of()).stream()
                                .map(owner -> new UserId(owner.toHexString()))
                                .toList()
                        : kind == Kind.DIRECT ? List.of() : usual.owners());
    }

    private static <E extends Enum<E>> E value(Document room, String field, E usual) {
        String text = room.getString(field);
        return text == null ? usual : Enum.valueOf(usual.getDeclaringClass(), text.toUpperCase(Locale.ROOT));
    }
}
