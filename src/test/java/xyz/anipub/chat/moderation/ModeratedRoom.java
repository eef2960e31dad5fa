package xyz.anipub.chat.moderation;

import java.util.ArrayList;
import java.util.List;
import xyz.anipub.audit.InMemoryAudit;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.StoreFaults;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Admission;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.InMemoryRoles;
import xyz.anipub.chat.power.InMemorySanctions;
import xyz.anipub.chat.power.Owners;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoomPowers;
import xyz.anipub.chat.room.InMemoryRoomPowers;
import xyz.anipub.chat.room.InMemoryRoomRepository;
import xyz.anipub.chat.room.PowerChanges;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.testing.SettableClock;

/** A room of Ann's with a moderator and two members, over stores in memory, and all that moderates it. */
final class ModeratedRoom {

    final SettableClock clock = SettableClock.pastNoon();
    final StoreFaults faults = new StoreFaults();
    final InMemoryRoomRepository rooms = new InMemoryRoomRepository(faults);
    final InMemoryRoomPowers stored = new InMemoryRoomPowers(rooms);
    final RoomPowers powers = Powers.kept(stored);
    final Power power = new Power(powers, rooms, clock);
    final InMemoryRoles roles = new InMemoryRoles(rooms, stored);
    final InMemorySanctions sanctions = new InMemorySanctions(stored);
    final InMemoryAudit audit = new InMemoryAudit();
    final Owners owners = new Owners(stored, roles);
    /** Who was told what: a user and {@code left}, or the role. */
    final List<String> told = new ArrayList<>();

    final Member ann = member("Ann");
    final Member mod = member("Mod");
    final Member bob = member("Bob");
    final Member eve = member("Eve");
    final RoomId room = TestIds.room();

    final RoomService service;
    final RoomRoles given;
    final Sanctions decided;

    ModeratedRoom() {
        MembershipListener listener = new MembershipListener() {
            @Override
            public void membershipEnded(RoomId where, UserId user) {
                powers.left(where, user);
                told.add(name(user) + " left");
            }

            @Override
            public void standingChanged(RoomId where, UserId user) {
                told.add(name(user) + " " + role(user).text());
            }
        };
        Endings endings = new Endings(new InMemoryNodeRepository(), MessageServices.alone(), List.of(), number -> {});
        PowerChanges changes = new PowerChanges(powers, new RoomLanes(Runnable::run, 100), endings);
        Deeds deeds = new Deeds(audit);
        service = new RoomService(
                rooms,
                rooms,
                power,
                () -> listener,
                new Admission(sanctions, owners, clock),
                new UserPace(UserLimits.standard()));
        given = new RoomRoles(power, stored, roles, owners, rooms, listener, changes, deeds);
        decided =
                new Sanctions(power, sanctions, owners, service, listener, changes, deeds, ModerationRules.standard());
        rooms.create(new Room(room, "Lobby", "", ann.id(), clock.instant(), clock.instant()));
        List.of(ann, mod, bob, eve).forEach(member -> rooms.addMember(room, member));
        given.give(room, actor(ann), mod.id(), Role.MODERATOR);
        told.clear();
    }

    static Actor actor(Member member) {
        return Actor.of(member.id());
    }

    Role role(UserId user) {
        return stored.find(room).orElseThrow().role(user);
    }

    boolean isMember(Member member) {
        return rooms.isMember(room, member.id());
    }

    private String name(UserId user) {
        return List.of(ann, mod, bob, eve).stream()
                .filter(member -> member.id().equals(user))
                .map(Member::name)
                .findFirst()
                .orElse("somebody");
    }

    static Member member(String name) {
        return new Member(TestIds.user(), name, "");
    }
}
