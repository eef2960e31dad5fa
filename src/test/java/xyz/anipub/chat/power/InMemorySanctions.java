package xyz.anipub.chat.power;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.room.InMemoryRoomPowers;

/** Bans, mutes and kicks in a map, with the promises of the port but for its bound; the powers of rooms know them. */
public class InMemorySanctions implements SanctionRepository {

    private record Key(Sanction.Kind kind, RoomId room, UserId user) {}

    private final Map<Key, Sanction> all = new HashMap<>();
    private final InMemoryRoomPowers powers;

    /** Whose invitations have ended. */
    public final List<UserId> ended = new ArrayList<>();

    private boolean fails;

    public InMemorySanctions(InMemoryRoomPowers powers) {
        this.powers = powers;
    }

    /** The next question fails. */
    public synchronized void failOnce() {
        fails = true;
    }

    @Override
    public synchronized void put(Sanction.Kind kind, Sanction sanction) {
        all.put(new Key(kind, sanction.room(), sanction.user()), sanction);
        if (kind == Sanction.Kind.BAN) {
            powers.ban(sanction.room(), sanction.user(), sanction.until());
        } else if (kind == Sanction.Kind.MUTE) {
            powers.mute(sanction.room(), sanction.user(), sanction.until());
        }
    }

    @Override
    public synchronized boolean remove(Sanction.Kind kind, RoomId room, UserId user) {
        if (kind == Sanction.Kind.BAN) {
            powers.ban(room, user, Instant.MIN);
        } else if (kind == Sanction.Kind.MUTE) {
            powers.unmute(room, user);
        }
        return all.remove(new Key(kind, room, user)) != null;
    }

    @Override
    public synchronized Optional<Sanction> find(Sanction.Kind kind, RoomId room, UserId user, Instant now) {
        if (fails) {
            fails = false;
            throw new UnavailableException("away");
        }
        return Optional.ofNullable(all.get(new Key(kind, room, user))).filter(each -> each.holds(now));
    }

    @Override
    public Set<RoomId> bannedFrom(Collection<RoomId> rooms, UserId user, Instant now) {
        return rooms.stream()
                .filter(room -> find(Sanction.Kind.BAN, room, user, now).isPresent())
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void endInvitations(RoomId room, UserId by) {
        ended.add(by);
    }

    @Override
    public synchronized List<Sanction> all(Sanction.Kind kind, RoomId room, Instant now) {
        return all.entrySet().stream()
                .filter(each ->
                        each.getKey().kind() == kind && each.getKey().room().equals(room))
                .map(Map.Entry::getValue)
                .filter(each -> each.holds(now))
                .sorted(Comparator.comparing(each -> each.user().value()))
                .toList();
    }
}
