package xyz.anipub.socketio;

import java.util.List;

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
}
