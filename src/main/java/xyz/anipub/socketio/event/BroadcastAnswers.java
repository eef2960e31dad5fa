package xyz.anipub.socketio.event;

import jakarta.json.JsonValue;
import java.util.List;
import xyz.anipub.socketio.BroadcastOperator;

/**
 * What came back from a broadcast that asked for answers; see {@link BroadcastOperator#emitWithAck}.
 *
 * @param answers one list of arguments for each client that answered, in the order in which they came
 * @param isComplete false if the time was up before every socket had answered or left
 */
public record BroadcastAnswers(List<List<JsonValue>> answers, boolean isComplete) {

    public BroadcastAnswers {
        answers = List.copyOf(answers);
    }
}
