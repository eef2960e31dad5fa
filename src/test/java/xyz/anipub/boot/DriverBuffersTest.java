package xyz.anipub.boot;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.Test;

class DriverBuffersTest {

    /** Kept here so that a new version of the driver does not bring the thread back unnoticed. */
    @Test
    void leaveNoThread() {
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=1")) {
            await().until(() -> client.getClusterDescription() != null && isPruned());
        }

        DriverBuffers.endPruning();

        await().until(() -> !isPruned());
    }

    private static boolean isPruned() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("BufferPoolPruner"));
    }
}
