package xyz.anipub.chat.rest.people;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import xyz.anipub.auth.profile.Profiles;
import xyz.anipub.auth.session.Session;
import xyz.anipub.auth.session.SessionStore;
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
import xyz.anipub.text.IsoTime;

/**
 * A ZIP with {@code profile.json}, {@code sessions.json}, {@code rooms.json}, {@code blocks.json} and {@code messages.json}. Each is written as it is
 * read: at most a page of one of them is in memory, and the next is read when the receiver has taken the last.
 */
@SingletonBean
class ExportArchive {

    private static final int PAGE = 100;
    private static final int SESSIONS = 100;

    private final Profiles profiles;
    private final SessionStore sessions;
    private final MembershipRepository memberships;
    private final RoomRepository rooms;
    private final Power power;
    private final BlockRepository blocks;

    @Inject
    ExportArchive(
            Profiles profiles,
            SessionStore sessions,
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

    /** @throws IOException if the receiver takes nothing more */
    void write(UserId user, Export export, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("profile.json"));
            zip.write(bytes(ProfileJson.of(profiles.get(user.value()))));
            zip.closeEntry();
            file(zip, "sessions.json", list -> {
                for (Session each : sessions.of(user.value(), SESSIONS)) {
                    list.add(session(each));
                }
            });
            file(zip, "rooms.json", list -> {
                Optional<String> after = Optional.empty();
                do {
                    Page<Membership> page = memberships.of(user, after, PAGE);
                    for (JsonObject each : rooms(user, page.items())) {
                        list.add(each);
                    }
                    after = page.next();
                } while (after.isPresent());
            });
            file(zip, "blocks.json", list -> {
                Optional<String> after = Optional.empty();
                do {
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
            file(zip, "messages.json", list -> export.messages(message -> list.add(message(message))));
        }
    }

    /** What one file has. */
    private interface Content {
        void write(JsonList list) throws IOException;
    }

    private static void file(ZipOutputStream zip, String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        JsonList list = new JsonList(zip);
        content.write(list);
        list.end();
        zip.closeEntry();
    }

    /** An array, an object in each line. */
    private static final class JsonList {

        private final OutputStream out;
        private String separator = "[\n";

        JsonList(OutputStream out) {
            this.out = out;
        }

        void add(JsonObject object) throws IOException {
            out.write(separator.getBytes(StandardCharsets.US_ASCII));
            out.write(bytes(object));
            separator = ",\n";
        }

        void end() throws IOException {
            out.write((separator.startsWith("[") ? "[]\n" : "\n]\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static byte[] bytes(JsonObject object) {
        return object.toString().getBytes(StandardCharsets.UTF_8);
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
                .filter(membership -> known.containsKey(membership.room()))
                .map(membership -> Json.createObjectBuilder()
                        .add("_id", membership.room().value())
                        .add("name", known.get(membership.room()).name())
                        .add("role", role(membership.room(), user))
                        .add("lastRead", membership.lastRead())
                        .build())
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
