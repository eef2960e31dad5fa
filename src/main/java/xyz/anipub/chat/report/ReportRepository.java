package xyz.anipub.chat.report;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Where reports are kept. Waits and fails like {@link xyz.anipub.chat.room.RoomRepository}. */
public interface ReportRepository {

    /** A fresh id, unique across nodes. */
    String nextId();

    /**
     * Keeps a report.
     *
     * @return false if this user has reported this message before: then nothing is kept
     */
    boolean add(Report report);

    Optional<Report> find(String id);

    /** How many of a room are open, counted up to a limit. */
    long open(RoomId room, int limit);

    /**
     * Reports in this state, newest first.
     *
     * @param rooms only those of these rooms; empty for all there are
     * @param before the id of the last one of the page before
     */
    List<Report> newest(Report.State state, Optional<Collection<RoomId>> rooms, Optional<String> before, int limit);

    /**
     * Decides an open report, in one step: of two who do so at the same time one has done it.
     *
     * @return whether it was open
     */
    boolean decide(String id, Report.Decision decision);

    /** The rooms in which somebody has power: as an owner or a moderator, at most so many. */
    List<RoomId> moderatedBy(UserId user, int limit);

    /** Takes away what was decided before this time, and returns how much that was. */
    long removeDecidedBefore(Instant time);
}
