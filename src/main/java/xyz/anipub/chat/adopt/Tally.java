package xyz.anipub.chat.adopt;

import java.util.concurrent.atomic.LongAdder;

/** What a run has found in the rooms that is new. One thread counts; any may read. */
final class Tally {

    final LongAdder rooms = new LongAdder();
    final LongAdder renamed = new LongAdder();
    final LongAdder messages = new LongAdder();
    final LongAdder expired = new LongAdder();
    final LongAdder withoutSender = new LongAdder();
    final LongAdder members = new LongAdder();
    final LongAdder withoutPerson = new LongAdder();
    final LongAdder refused = new LongAdder();

    boolean isEmpty() {
        return rooms.sum() + messages.sum() + members.sum() == 0;
    }
}
