package xyz.anipub.chat.rest.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.User;
import xyz.anipub.auth.mongo.MongoProfiles;
import xyz.anipub.auth.mongo.MongoUsers;
import xyz.anipub.auth.profile.ProfilesAlone;
import xyz.anipub.auth.session.Visitor;
import xyz.anipub.auth.token.AuthFixture;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.export.Export;
import xyz.anipub.chat.export.ExportRules;
import xyz.anipub.chat.export.Exports;
import xyz.anipub.chat.export.OwnMessages;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.Posted;
import xyz.anipub.chat.mongo.ChatDatabase;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.chat.mongo.MongoMessageRepository;
import xyz.anipub.chat.mongo.people.MongoBlockRepository;
import xyz.anipub.chat.mongo.room.MongoMembershipRepository;
import xyz.anipub.chat.mongo.room.MongoRoomPowerRepository;
import xyz.anipub.chat.mongo.room.MongoRoomRepository;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.room.Room;

/**
 * One who has written a lot takes it along, out of a database and through the archive: of 100,000 messages as many are held as of 10,000. That many
 * take their time to be stored: by {@code -Danipub.export.messages=100000}, else 5,000.
 */
class ExportOfManyTest {

    private static final int MANY = Integer.getInteger("anipub.export.messages", 5_000);
    private static final int ROOMS = 10;
    private static final int EACH = MANY / ROOMS;
    private static final int BATCH = 500;

    /** Of own messages at a time, see {@link Export}; twice, as the page before may not have been collected. */
    private static final int HELD = 2 * 200;

    /** What deflating and the way out may keep for later. */
    private static final long ON_THE_WAY = 100_000;

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final AuthFixture auth = new AuthFixture();
    private final User ann = auth.ann();
    private final Member hers = new Member(new UserId(ann.id()), ann.name(), "");
    private final Member his = new Member(new UserId("f".repeat(24)), "Bob", "");
    private final CountingOutput out = new CountingOutput();
    private ChatStore store;
    private MongoMessageRepository messages;
    private Pages pages;

    /** Says how much has come, and keeps nothing. */
    private static final class CountingOutput extends OutputStream {

        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] all, int from, int length) {
            bytes += length;
        }
    }

    /** Those of the database, looked at as they are read. */
    private final class Pages implements OwnMessages {

        private final OwnMessages read;
        private final List<WeakReference<OwnMessage>> told = new ArrayList<>();
        private int asked;
        private int mostAtOnce;
        private long mostAlive;
        private long outBefore;

        Pages(OwnMessages read) {
            this.read = read;
        }

        @Override
        public List<RoomId> rooms(Optional<RoomId> after, int limit) {
            return read.rooms(after, limit);
        }

        @Override
        public List<OwnMessage> of(UserId sender, RoomId room, long after, long upTo, int limit) {
            outBefore = out.bytes;
            if (++asked % 20 == 0) {
                System.gc();
                mostAlive = Math.max(
                        mostAlive,
                        told.stream().filter(each -> each.get() != null).count());
            }
            List<OwnMessage> page = read.of(sender, room, after, upTo, limit);
            page.forEach(each -> told.add(new WeakReference<>(each)));
            mostAtOnce = Math.max(mostAtOnce, page.size());
            return page;
        }
    }

    private void write() {
        store = mongo.emptyStore();
        messages = new MongoMessageRepository(store);
        pages = new Pages(ChatDatabase.ownMessages(store));
        MongoRoomRepository rooms = new MongoRoomRepository(store);
        for (int i = 0; i < ROOMS; i++) {
            Room room = new Room(rooms.nextId(), "Room " + i, "", hers.id(), NOON, NOON);
            rooms.create(room);
            rooms.addMember(room.id(), hers);
            // Every eleventh is somebody else's.
            long last = EACH + EACH / 10;
            for (long from = 1; from <= last; from += BATCH) {
                messages.insert(LongStream.range(from, Math.min(from + BATCH, last + 1))
                        .mapToObj(seq -> new Posted(message(room.id(), seq), Optional.empty()))
                        .toList());
            }
        }
        new MongoUsers(mongo.database).add(ann);
        mongo.commands.clear();
    }

    private Message message(RoomId room, long seq) {
        Member sender = seq % 11 == 0 ? his : hers;
        String content = "What " + sender.name() + " says " + Long.toHexString(seq * 0x9E3779B97F4A7C15L);
        return new Message(messages.nextId(), room, seq, sender, content, NOON, Optional.empty());
    }

    private void export(OutputStream to) throws IOException {
        MongoDatabase database = mongo.database;
        MongoMembershipRepository memberships = new MongoMembershipRepository(store);
        ExportArchive archive = new ExportArchive(
                ProfilesAlone.over(new MongoProfiles(database)),
                auth.sessions,
                memberships,
                new MongoRoomRepository(store),
                new Power(Powers.kept(new MongoRoomPowerRepository(store)), memberships, Clock.systemUTC()),
                new MongoBlockRepository(store));
        Principal caller = auth.tokens.issue(ann).principal();
        Exports exports = new Exports(ExportRules.USUAL, pages, messages, Clock.systemUTC());
        try (Export export = exports.begin(hers.id(), () -> false)) {
            archive.write(caller, new Visitor("x", ""), export, to);
        }
    }

    @Test
    void holdsAPageAtATime() throws IOException {
        write();
        export(out);
        assertThat(pages.told).hasSize(MANY);
        assertThat(pages.mostAtOnce).isLessThanOrEqualTo(HELD / 2);
        assertThat(pages.mostAlive).isLessThanOrEqualTo(HELD);
        assertThat(out.bytes).as("it does not deflate well").isGreaterThan(MANY * 16L);
        assertThat(out.bytes - pages.outBefore)
                .as("what left behind the last page")
                .isLessThan(ON_THE_WAY);
        assertThat(mongo.commands)
                .as("what is read is read whole, and not kept open")
                .noneMatch(command -> command.getFirstKey().equals("getMore"));
    }
}
