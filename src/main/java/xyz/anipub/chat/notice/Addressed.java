package xyz.anipub.chat.notice;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.notice.Notice.Kind;

/**
 * A message and whom it is about, its sender excepted.
 *
 * @param people why, of each; one who is both named and answered is named
 */
public record Addressed(RoomId room, MessageId message, UserId sender, Map<UserId, Kind> people) {

    public Addressed {
        people = Map.copyOf(people);
    }

    /** Whom a message is about; there may be nobody. */
    public static Addressed by(Message message) {
        Map<UserId, Kind> people = new LinkedHashMap<>();
        if (!message.state().deleted()) {
            message.replyTo().ifPresent(quote -> people.put(quote.sender(), Kind.REPLY));
            message.mentions().forEach(mention -> people.put(mention.user(), Kind.MENTION));
            people.remove(message.sender().id());
        }
        return new Addressed(message.room(), message.id(), message.sender().id(), people);
    }

    /**
     * The same messages with those people alone who are members of their rooms.
     *
     * @param membersAmong is asked once for each room
     */
    public static List<Addressed> toMembers(
            Collection<Addressed> some, BiFunction<RoomId, Set<UserId>, Set<UserId>> membersAmong) {
        Map<RoomId, Set<UserId>> members = new HashMap<>();
        some.forEach(each -> members.computeIfAbsent(each.room(), room -> new HashSet<>())
                .addAll(each.people().keySet()));
        members.replaceAll(membersAmong);
        return some.stream()
                .map(each -> each.only(members.getOrDefault(each.room(), Set.of())))
                .toList();
    }

    /** The same with some of the people. */
    public Addressed only(Collection<UserId> some) {
        Map<UserId, Kind> left = new LinkedHashMap<>(people);
        left.keySet().retainAll(some);
        return new Addressed(room, message, sender, left);
    }

    /** Why it is about somebody; empty if it is not. */
    public Optional<Kind> kindFor(UserId user) {
        return Optional.ofNullable(people.get(user));
    }
}
