package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.room.Room;

/** What KillIT looks for, of the chat without a container, which starts in a second: it can be killed more often. */
class KilledChatTest {

    /** {@code -Danipub.kills=100} for more. */
    private static final int KILLS = Integer.getInteger("anipub.kills", 6);

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Member EDITOR = KilledChat.SENDERS.get(0);

    @TempDir
    private Path folder;

    /** By content: what was acknowledged, as {@code seq id}. */
    private final Map<String, String> acknowledged = new LinkedHashMap<>();

    private final int[] next =
            IntStream.generate(() -> 1).limit(KilledChat.SENDERS.size()).toArray();
    private RoomId room;
    private RoomId diary;
    private Message edited;
    private long lastEdit;

    @Test
    @Timeout(600)
    void whatWasAcknowledgedIsThereOnceAfterEveryKill() throws Exception {
        Random random = new Random();
        try (KilledChat chat = new KilledChat(folder)) {
            room = room(chat);
            diary = room(chat);
            edited = chat.post(diary, EDITOR, 0);
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            writeAndKill(5 + random.nextInt(500));
            try (KilledChat chat = new KilledChat(folder)) {
                // Whatever had no answer is asked again under the same clientId.
                for (int sender = 0; sender < next.length; sender++) {
                    acknowledge(sender, chat.post(room, KilledChat.SENDERS.get(sender), next[sender]));
                }
                assertIsWhole(everything(chat));
                assertEditIsKept(chat.messages.find(edited.id()).orElseThrow());
            }
        }
    }

    private static RoomId room(KilledChat chat) {
        RoomId id = chat.rooms.nextId();
        chat.rooms.create(new Room(id, "Room " + id, "", EDITOR.id(), NOON, NOON));
        KilledChat.SENDERS.forEach(sender -> chat.rooms.addMember(id, sender));
        return id;
    }

    /** @param lines of acknowledgements after which to kill */
    private void writeAndKill(int lines) throws IOException, InterruptedException {
        Process chat = start();
        try (BufferedReader out = chat.inputReader()) {
            String line;
            for (int read = 1; (line = out.readLine()) != null; read++) {
                note(line.split(" "));
                if (read == lines) {
                    chat.destroyForcibly();
                }
            }
        } catch (IOException e) {
            // The pipe of a killed process may end in an error instead of an end.
        } finally {
            chat.destroyForcibly();
        }
        assertThat(chat.waitFor()).as("killed, not ended by itself").isEqualTo(128 + 9);
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledChat.class.getName(),
                folder.toString(),
                room.value(),
                diary.value(),
                edited.id().value(),
                String.valueOf(lastEdit)));
        IntStream.of(next).mapToObj(String::valueOf).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void note(String[] line) {
        if (line[0].equals("edited")) {
            lastEdit = Long.parseLong(line[1]);
        } else {
            acknowledge(Integer.parseInt(line[1]), line[2] + " " + line[3]);
        }
    }

    private void acknowledge(int sender, Message message) {
        acknowledge(sender, message.seq() + " " + message.id());
    }

    private void acknowledge(int sender, String message) {
        acknowledged.put(KilledChat.content(KilledChat.SENDERS.get(sender), next[sender]++), message);
    }

    private List<Message> everything(KilledChat chat) {
        List<Message> all = new ArrayList<>();
        List<Message> page;
        do {
            page = chat.messages.after(room, all.size(), 200);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    private void assertIsWhole(List<Message> messages) {
        assertThat(messages)
                .extracting(Message::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, messages.size()).boxed().toList());
        Map<String, String> stored = new LinkedHashMap<>();
        for (Message message : messages) {
            assertThat(stored.put(message.content(), message.seq() + " " + message.id()))
                    .as("stored before")
                    .isNull();
        }
        assertThat(stored).containsExactlyInAnyOrderEntriesOf(acknowledged);
        for (int sender = 0; sender < next.length; sender++) {
            Member member = KilledChat.SENDERS.get(sender);
            assertThat(messages)
                    .filteredOn(message -> message.sender().id().equals(member.id()))
                    .extracting(Message::content)
                    .as("in the order of sending")
                    .containsExactlyElementsOf(IntStream.range(1, next[sender])
                            .mapToObj(number -> KilledChat.content(member, number))
                            .toList());
        }
    }

    /** What was acknowledged is there, or the one change that was on its way when the chat was killed. */
    private void assertEditIsKept(Message now) {
        assertThat(now.state().change()).isBetween(lastEdit, lastEdit + 1);
        lastEdit = now.state().change();
        assertThat(now.content()).isEqualTo(lastEdit == 0 ? edited.content() : "edit " + lastEdit);
    }
}
