package xyz.anipub.socketio.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.Receiver;
import xyz.anipub.socketio.adapter.RecordingEmitter;
import xyz.anipub.socketio.adapter.log.Member;

class RoomsTest {

    @Test
    void aMemberThatALogStillKnowsKeepsNoConnectionThatHasEnded() {
        RecordingEmitter emitter = new RecordingEmitter();
        Rooms rooms = new Rooms(10, emitter);
        Member member = new Member("a", 0);
        rooms.add(member);
        Receiver connected = member.receiver(emitter);

        rooms.remove("a");

        assertThat(member.receiver(emitter)).isNotSameAs(connected);
    }
}
