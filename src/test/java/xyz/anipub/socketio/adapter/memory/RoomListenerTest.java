package xyz.anipub.socketio.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.RecordingEmitter;
import xyz.anipub.socketio.adapter.RoomListener;

@Timeout(30)
class RoomListenerTest {

    private final Adapter adapter = new InMemoryAdapter(new RecordingEmitter(), 10);
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    private final RoomListener recorder = new RoomListener() {
        @Override
        public void created(String room) {
            heard.add("create-room " + room);
        }

        @Override
        public void deleted(String room) {
            heard.add("delete-room " + room);
        }

        @Override
        public void joined(String room, String sid) {
            heard.add("join-room " + room + " " + sid);
        }

        @Override
        public void left(String room, String sid) {
            heard.add("leave-room " + room + " " + sid);
        }
    };

    @Test
    void hearsOfEachChangeInOrder() {
        adapter.listen(recorder);
        adapter.add("a");
        adapter.join("a", Set.of("red"));
        adapter.join("a", Set.of("red"));
        adapter.add("b");
        adapter.join("b", Set.of("red"));
        adapter.leave("a", "red");
        adapter.leave("a", "red");
        adapter.leave("b", "red");
        adapter.remove("a");

        assertThat(heard)
                .containsExactly(
                        "create-room a",
                        "join-room a a",
                        "create-room red",
                        "join-room red a",
                        "create-room b",
                        "join-room b b",
                        "join-room red b",
                        "leave-room red a",
                        "leave-room red b",
                        "delete-room red",
                        "leave-room a a",
                        "delete-room a");
    }

    @Test
    void mayChangeRoomsItself() {
        adapter.listen(new RoomListener() {
            @Override
            public void joined(String room, String sid) {
                if (room.equals("red")) {
                    adapter.join(sid, Set.of("blue"));
                    heard.add("after " + adapter.rooms(sid).contains("blue"));
                }
            }
        });
        adapter.listen(recorder);
        adapter.add("a");
        adapter.join("a", Set.of("red"));
        assertThat(heard).endsWith("after true", "join-room red a", "create-room blue", "join-room blue a");
    }

    @Test
    void keepsTheOthersHearingWhenItThrows() {
        adapter.listen(new RoomListener() {
            @Override
            public void created(String room) {
                throw new IllegalStateException("bug");
            }
        });
        adapter.listen(recorder);
        adapter.add("a");
        assertThat(heard).containsExactly("create-room a", "join-room a a");
    }

    @Test
    void holdsNobodyUpWhoChangesOtherRooms() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        adapter.add("b");
        adapter.listen(new RoomListener() {
            @Override
            public void created(String room) {
                told.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        adapter.listen(recorder);
        Thread slow = new Thread(() -> adapter.add("a"));
        slow.start();
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        adapter.join("b", Set.of("red"));
        assertThat(adapter.rooms("b")).contains("red");
        goOn.countDown();
        slow.join();
        assertThat(heard).containsExactly("create-room a", "join-room a a", "create-room red", "join-room red b");
    }
}
