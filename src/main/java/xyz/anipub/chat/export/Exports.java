package xyz.anipub.chat.export;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.MessageRepository;

/** Begins exports, as many as {@link ExportRules} allow. Any thread may call; its monitor guards who has which place, and has had how many. */
@SingletonBean
public class Exports {

    private static final Duration DAY = Duration.ofDays(1);

    /** For so long a place is kept for one that was not started yet: its answer may never be written. */
    static final Duration START = Duration.ofSeconds(30);

    /** Users; who is forgotten may do it once more. */
    private static final int REMEMBERED = 10_000;

    private final ExportRules rules;
    private final OwnMessages own;
    private final MessageRepository messages;
    private final Clock clock;

    /** Until when each has its place. */
    private final Map<Export, Instant> places = new HashMap<>();

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
    }

    /**
     * Begins one, which whoever asks starts at once and closes.
     *
     * @param ended whether the user's right to it has ended; is asked for each page, on the thread that reads it
     * @throws TooFastException if the user has had too many today, or one is under way
     * @throws UnavailableException if too many are under way
     */
    public synchronized Export begin(UserId user, BooleanSupplier ended) {
        Instant now = clock.instant();
        stopLate();
        requireFewToday(user, now);
        for (Map.Entry<Export, Instant> place : places.entrySet()) {
            if (place.getKey().user().equals(user)) {
                throw new TooFastException("You are being sent what is yours: wait until that is done.", START);
            }
        }
        if (places.size() >= rules.atOnce()) {
            throw new UnavailableException("Others are being sent what is theirs: try again in a few minutes.");
        }
        Export export = new Export(user, own, messages, this, ended);
        places.put(export, now.plus(START));
        return export;
    }

    /** Ends those which have taken too long, also in a write to a receiver who takes nothing. Called by a timer; never waits. */
    public synchronized void stopLate() {
        Instant now = clock.instant();
        places.entrySet().removeIf(place -> {
            boolean isLate = !place.getValue().isAfter(now);
            if (isLate) {
                place.getKey().stop();
            }
            return isLate;
        });
    }

    private void requireFewToday(UserId user, Instant now) {
        Deque<Instant> today = begun.getOrDefault(user, new ArrayDeque<>());
        while (!today.isEmpty() && !today.peekFirst().plus(DAY).isAfter(now)) {
            today.removeFirst();
        }
        if (today.size() >= rules.daily()) {
            Duration wait = Duration.between(now, today.getFirst().plus(DAY));
            throw new TooFastException("You have taken your data along often enough for today.", wait);
        }
    }

    synchronized void start(Export export) {
        if (!isUnderWay(export)) {
            throw new UnavailableException("The export was started too late.");
        }
        Instant now = clock.instant();
        places.put(export, now.plus(rules.time()));
        begun.computeIfAbsent(export.user(), any -> new ArrayDeque<>()).addLast(now);
    }

    synchronized boolean isUnderWay(Export export) {
        Instant until = places.get(export);
        return until != null && until.isAfter(clock.instant());
    }

    synchronized void end(Export export) {
        places.remove(export);
    }
}
