package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import xyz.anipub.socketio.event.BroadcastAnswers;
import xyz.anipub.socketio.event.InvalidArgumentException;

/**
 * What came back from a broadcast that asked for answers of one type; see {@link BroadcastOperator#emitWithAck}.
 *
 * @param answers in the order in which they came
 * @param isComplete false if the time was up before every socket had answered or left, or if an answer did not fit
 */
public record TypedAnswers<T>(List<T> answers, boolean isComplete) {

    public TypedAnswers {
        answers = List.copyOf(answers);
    }

    static <T> TypedAnswers<T> of(BroadcastAnswers all, Class<T> type, Handlers handlers) {
        List<T> typed = new ArrayList<>();
        boolean complete = all.isComplete();
        for (List<JsonValue> answer : all.answers()) {
            try {
                T value = handlers.argument(answer, 0, type);
                if (value != null) {
                    typed.add(value);
                    continue;
                }
            } catch (InvalidArgumentException misfit) {
                // The client's fault, and its only effect: its answer is missing.
            }
            complete = false;
        }
        return new TypedAnswers<>(typed, complete);
    }
}
