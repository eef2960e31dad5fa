package xyz.anipub.store.embedded;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoKillTest {

    /** How often to kill: a few times in each build; {@code -Danipub.kills=20} for more. */
    private static final int KILLS = Integer.getInteger("anipub.kills", 3);

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void keepsWhatWasAcknowledgedWhenItsProcessIsKilled() throws Exception {
        Random random = new Random();
        for (int kill = 0; kill < KILLS; kill++) {
            Map<String, Long> acknowledged = writeAndKill(100 + random.nextInt(1_500));
            try (EmbeddedMongo mongo = EmbeddedMongo.open(folder);
                    MongoClient client = MongoClients.create(mongo.connectionString())) {
                acknowledged.forEach((what, seq) -> {
                    String room = what.substring(what.indexOf(' ') + 1);
                    assertThat(what.startsWith("message") ? last(client, room) : updatedAt(client, room))
                            .as("acknowledged last: %s", what)
                            .isGreaterThanOrEqualTo(seq);
                });
                for (int room = 0; room < KilledWriter.ROOMS; room++) {
                    assertHasNoHole(client, "room" + room);
                }
                assertIndexesAgree(client);
            }
        }
    }

    /** What was acknowledged last per kind and room. */
    private Map<String, Long> writeAndKill(int lines) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Long> acknowledged = new HashMap<>();
        try (BufferedReader out = writer.inputReader()) {
            String line;
            for (int read = 0; (line = out.readLine()) != null; read++) {
                int space = line.lastIndexOf(' ');
                acknowledged.merge(line.substring(0, space), Long.valueOf(line.substring(space + 1)), Math::max);
                if (read == lines) {
                    writer.destroyForcibly();
                }
            }
        } catch (IOException e) {
            // The pipe of a killed process may end in an error instead of an end.
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor()).as("killed, not ended by itself").isEqualTo(128 + 9);
        return acknowledged;
    }

    private static long last(MongoClient client, String room) {
        return KilledWriter.lastSeq(client, room);
    }

    private static long updatedAt(MongoClient client, String room) {
        return KilledWriter.rooms(client).find(Filters.eq("_id", room)).first().getLong("updatedAt");
    }

    private static void assertHasNoHole(MongoClient client, String room) {
        List<Long> found = KilledWriter.messages(client)
                .find(Filters.eq("room", room))
                .sort(Sorts.ascending("seq"))
                .map(message -> message.getLong("seq"))
                .into(new ArrayList<>());
        assertThat(found)
                .isEqualTo(LongStream.rangeClosed(1, found.size()).boxed().toList());
    }

    private static void assertIndexesAgree(MongoClient client) {
        Document state = client.getDatabase("anipub").runCommand(new Document("validate", "messages"));
        Document keys = state.get("keysPerIndex", Document.class);
        assertThat(keys).hasSize(3);
        assertThat(keys.values().stream()
                        .map(count -> ((Number) count).longValue())
                        .collect(toSet()))
                .containsExactly(state.getInteger("nrecords").longValue());
    }
}
