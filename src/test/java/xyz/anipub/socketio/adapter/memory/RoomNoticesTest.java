package xyz.anipub.socketio.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.RecordingEmitter;
import xyz.anipub.socketio.adapter.RoomListener;

/** How much of the reporting one thread does, and how much may wait. */
class RoomNoticesTest {

    private final RecordingEmitter emitter = new RecordingEmitter();
    private final RoomNotices notices = new RoomNotices(emitter);
    private final List<String> heard = new ArrayList<>();
    private final RoomListener recorder = new RoomListener() {
        @Override
        public void created(String room) {
            heard.add(room);
        }
    };

    private void note(int first, int last) {
        IntStream.rangeClosed(first, last).forEach(i -> notices.note(listener -> listener.created("" + i)));
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).toList();
    }

    @Test
    void capturesNoThreadWhileOthersGoOnChangingRooms() {
        emitter.holdTasks();
        notices.add(new RoomListener() {
            @Override
            public void created(String room) {
                // As another thread would at the same time.
                note(1_000, 1_000);
            }
        });
        notices.add(recorder);
        note(1, 1);
        notices.tell();
        assertThat(heard).hasSize(RoomNotices.TURN).startsWith("1", "1000");
        notices.tell();
        assertThat(heard).as("somebody else has it").hasSize(RoomNotices.TURN);
        emitter.runTask();
        assertThat(heard).hasSize(2 * RoomNotices.TURN);
    }

    @Test
    void reportsTheRestElsewhereAndInOrder() {
        emitter.holdTasks();
        notices.add(recorder);
        note(1, 200);
        notices.tell();
        note(201, 201);
        notices.tell();
        while (emitter.runTask()) {
            notices.tell();
        }
        assertThat(heard).isEqualTo(numbers(1, 201));
        note(202, 202);
        notices.tell();
        assertThat(heard).endsWith("202");
    }

    @Test
    void keepsAsManyAsItMayAndGoesOnAfterwards() {
        notices.add(recorder);
        note(1, RoomNotices.MOST + 5);
        notices.tell();
        assertThat(heard).isEqualTo(numbers(1, RoomNotices.MOST));
        note(7, 7);
        notices.tell();
        assertThat(heard).hasSize(RoomNotices.MOST + 1).endsWith("7");
    }
}
