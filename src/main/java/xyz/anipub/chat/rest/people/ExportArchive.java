package xyz.anipub.chat.rest.people;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.profile.Profiles;
import xyz.anipub.auth.session.Session;
import xyz.anipub.auth.session.Sessions;
import xyz.anipub.auth.session.Visitor;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.export.Export;
import xyz.anipub.chat.export.OwnMessages.OwnMessage;
import xyz.anipub.chat.json.ProfileJson;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.MembershipRepository;
import xyz.anipub.chat.people.BlockRepository;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.json.Json;
import xyz.anipub.text.IsoTime;

/**
 * A ZIP with {@code profile.json}, {@code sessions.json}, {@code rooms.json}, {@code blocks.json} and {@code messages.json}. Each is written as it is
 * read: at most a page of one of them is in memory, and the next is read when the receiver has taken the last.
 */
@SingletonBean
class ExportArchive {

    private static final int PAGE = 100;

    private final Profiles profiles;
    private final Sessions sessions;
    private final MembershipRepository memberships;
    private final RoomRepository rooms;
    private final Power power;
    private final BlockRepository blocks;

    @Inject
    ExportArchive(
            Profiles profiles,
            Sessions sessions,
            MembershipRepository memberships,
            RoomRepository rooms,
            Power power,
            BlockRepository blocks) {
        this.profiles = profiles;
        this.sessions = sessions;
        this.memberships = memberships;
        this.rooms = rooms;
        this.power = power;
        this.blocks = blocks;
    }

    /**
     * Starts the export, and writes it.
     *
     * @throws IOException if the receiver takes nothing more
     * @throws xyz.anipub.chat.UnavailableException as {@link Export#messages}; what was written is no archive then
     */
    void write(Principal caller, Visitor visitor, Export export, OutputStream out) throws IOException {
        UserId user = new UserId(caller.userId());
        export.start();
        ListArchive.write(out, files -> {
            files.add("profile.json", ProfileJson.of(profiles.get(user.value())));
            files.add("sessions.json", list -> {
                for (Session each : sessions.of(caller, visitor)) {
                    list.add(session(each));
                }
            });
            files.add("rooms.json", list -> {
                Optional<String> after = Optional.empty();
                do {
                    export.requireGoesOn();
                    Page<Membership> page = memberships.of(user, after, PAGE);
                    for (JsonObject each : rooms(user, page.items())) {
                        list.add(each);
                    }
                    after = page.next();
                } while (after.isPresent());
            });
            files.add("blocks.json", list -> {
                Optional<String> after = Optional.empty();
                do {
                    export.requireGoesOn();
                    Page<BlockRepository.Block> page = blocks.of(user, after, PAGE);
                    for (BlockRepository.Block each : page.items()) {
                        list.add(Json.createObjectBuilder()
                                .add("userId", each.blocked().value())
                                .add("since", IsoTime.text(each.since()))
                                .build());
                    }
                    after = page.next();
                } while (after.isPresent());
            });
            files.add("messages.json", list -> export.messages(message -> list.add(message(message))));
        });
    }

    private static JsonObject session(Session session) {
        return Json.createObjectBuilder()
                .add("agent", session.visitor().agent())
                .add("address", session.visitor().network())
                .add("since", IsoTime.text(session.since()))
                .add("lastUsed", IsoTime.text(session.usedAt()))
                .add("until", IsoTime.text(session.until()))
                .build();
    }

    private List<JsonObject> rooms(UserId user, List<Membership> some) {
        Map<RoomId, Room> known = rooms
                .findAll(some.stream().map(Membership::room).toList())
                .stream()
                .collect(Collectors.toMap(Room::id, Function.identity()));
        return some.stream()
                .flatMap(membership -> Stream.ofNullable(known.get(membership.room()))
                        .map(room -> Json.createObjectBuilder()
                                .add("_id", room.id().value())
                                .add("name", room.name())
                                .add("role", role(room.id(), user))
                                .add("lastRead", membership.lastRead())
                                .build()))
                .toList();
    }

    private String role(RoomId room, UserId user) {
        return power.known(room).map(known -> known.role(user).text()).orElse("member");
    }

    private static JsonObject message(OwnMessage message) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("_id", message.id().value())
                .add("room", message.room().value())
                .add("seq", message.seq())
                .add("content", message.content())
                .add("timestamp", IsoTime.text(message.at()))
                .add("deleted", message.deleted());
        message.editedAt().ifPresent(at -> json.add("editedAt", IsoTime.text(at)));
        message.replyTo().ifPresent(id -> json.add("replyTo", id.value()));
        return json.build();
    }
}
