package xyz.anipub.chat.export;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.MessageRepository;

/** Begins exports, as many as {@link ExportRules} allow. Any thread may call; its monitor guards who has had how many. */
@SingletonBean
public class Exports {

    private static final Duration DAY = Duration.ofDays(1);

    /** Users; who is forgotten may do it once more. */
    private static final int REMEMBERED = 10_000;

    private final ExportRules rules;
    private final OwnMessages own;
    private final MessageRepository messages;
    private final Clock clock;
    private final Semaphore places;

    private final Map<UserId, Deque<Instant>> begun = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, Deque<Instant>> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Inject
    public Exports(ExportRules rules, OwnMessages own, MessageRepository messages, Clock clock) {
        this.rules = rules;
        this.own = own;
        this.messages = messages;
        this.clock = clock;
        this.places = new Semaphore(rules.atOnce());
    }

    /**
     * Begins one, which whoever asks closes.
     *
     * @throws TooFastException if the user has had too many today
     * @throws UnavailableException if too many are under way
     */
    public Export begin(UserId user) {
        if (!places.tryAcquire()) {
            throw new UnavailableException("Others are being sent what is theirs: try again in a few minutes.");
        }
        try {
            count(user);
            return new Export(user, own, messages, clock, clock.instant().plus(rules.time()), places::release);
        } catch (RuntimeException refused) {
            places.release();
            throw refused;
        }
    }

    private synchronized void count(UserId user) {
        Instant now = clock.instant();
        Deque<Instant> today = begun.computeIfAbsent(user, any -> new ArrayDeque<>());
        while (!today.isEmpty() && !today.peekFirst().plus(DAY).isAfter(now)) {
            today.removeFirst();
        }
        if (today.size() >= rules.daily()) {
            Duration wait = Duration.between(now, today.getFirst().plus(DAY));
            throw new TooFastException("You have taken your data along often enough for today.", wait);
        }
        today.addLast(now);
    }
}
