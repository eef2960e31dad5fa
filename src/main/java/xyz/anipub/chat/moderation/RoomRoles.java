package xyz.anipub.chat.moderation;

import jakarta.inject.Inject;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.MembershipListener;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Owners;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoleRepository;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.power.RoomPowerRepository;
import xyz.anipub.chat.room.PowerChanges;

/**
 * Gives members roles. Owners give all of them; from an owner only that owner takes it, or an admin of the site.
 *
 * <p>Of a role that is given and a membership that ends at the same moment the end wins: moderators are made on the membership
 * itself, and whoever makes an owner asks afterwards whether there is a membership yet.
 */
@SingletonBean
public class RoomRoles {

    private final Power power;
    private final RoomPowerRepository powers;
    private final RoleRepository roles;
    private final Owners owners;
    private final MembershipRepository memberships;
    private final MembershipListener listener;
    private final PowerChanges changes;
    private final Deeds audit;

    @Inject
    public RoomRoles(
            Power power,
            RoomPowerRepository powers,
            RoleRepository roles,
            Owners owners,
            MembershipRepository memberships,
            MembershipListener listener,
            PowerChanges changes,
            Deeds audit) {
        this.power = power;
        this.powers = powers;
        this.roles = roles;
        this.owners = owners;
        this.memberships = memberships;
        this.listener = listener;
        this.changes = changes;
        this.audit = audit;
    }

    /**
     * Makes a member this in a room; twice is no error. When it returns, it counts on all nodes, and all connections of the
     * member have been told. Waits for the store.
     *
     * @throws RoomNotFoundException if there is no such room for the caller
     * @throws xyz.anipub.chat.member.NotAMemberException if the caller does not belong to it
     * @throws ChatException {@code forbidden} to all but owners, {@code last_owner} if nobody would own it then,
     *     {@code conflict} if it has as many owners as it can have
     * @throws MemberNotFoundException if the room has no such member
     */
    public void give(RoomId room, Actor actor, UserId target, Role role) {
        RoomPower found = power.require(room, actor, Role.OWNER);
        if (!memberships.isMember(room, target)) {
            throw new MemberNotFoundException();
        }
        Role before = roleOf(room, target);
        if (before == Role.OWNER && role != Role.OWNER) {
            requireOwn(found, actor, target);
            owners.requireOther(room, target);
        }
        if (before != role) {
            audit.add(Deeds.of(actor, "role_" + role.text(), room).to(target.value()));
            set(room, target, role);
        }
        // Even if it is no news here: who repeats it had no answer the first time.
        changes.publish(room);
        listener.standingChanged(room, target);
    }

    private Role roleOf(RoomId room, UserId user) {
        return powers.find(room).orElseThrow(RoomNotFoundException::new).role(user);
    }

    private static void requireOwn(RoomPower room, Actor actor, UserId target) {
        if (!Power.isAdmin(room, actor) && !actor.id().equals(target)) {
            throw new ChatException(ErrorCode.FORBIDDEN, "Only that owner may give it up.");
        }
    }

    private void set(RoomId room, UserId target, Role role) {
        if (role == Role.OWNER) {
            owners.add(room, target);
            if (!memberships.isMember(room, target)) {
                owners.remove(room, target);
                throw new MemberNotFoundException();
            }
            return;
        }
        if (!roles.setModerator(room, target, role == Role.MODERATOR)) {
            throw new MemberNotFoundException();
        }
        owners.remove(room, target);
    }
}
