package xyz.anipub.chat.report;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.FieldText;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageDeletedException;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.power.Deeds;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Role;
import xyz.anipub.chat.power.RoomPower;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.text.TextRule;

/**
 * The use cases of reports: whoever may read a message reports it, the moderators of its room and the admins of the site decide.
 * All methods wait for the store.
 */
@SingletonBean
public class ReportService {

    /** Whoever has power in more rooms sees the reports of some of them. */
    private static final int MAX_ROOMS = 1_000;

    private final Power power;
    private final RoomService rooms;
    private final MessageRepository messages;
    private final ReportRepository reports;
    private final ReportAnnouncer announcer;
    private final Deeds audit;
    private final ReportRules rules;
    private final Clock clock;

    @Inject
    public ReportService(
            Power power,
            RoomService rooms,
            MessageRepository messages,
            ReportRepository reports,
            ReportAnnouncer announcer,
            Deeds audit,
            ReportRules rules,
            Clock clock) {
        this.power = power;
        this.rooms = rooms;
        this.messages = messages;
        this.reports = reports;
        this.announcer = announcer;
        this.audit = audit;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Reports a message; a second time by the same user is no error and changes nothing.
     *
     * @throws InvalidFieldException if there is no reason, or it is too long
     * @throws MessageNotFoundException if the room has no such message, or the user may not read it
     * @throws MessageDeletedException if nothing is left to report
     * @throws ChatException as {@link Power#reader}; {@code conflict} if too many reports of the room wait
     */
    public void report(RoomId room, MessageId id, Actor actor, String reason) {
        String why = FieldText.checked("reason", reason, TextRule.text(1, rules.maxReason()));
        RoomPower readable = power.reader(room, actor.id());
        long first = rooms.firstOf(room, actor.id());
        Message message = messages.find(id)
                .filter(found -> found.room().equals(room) && found.seq() >= first)
                .orElseThrow(MessageNotFoundException::new);
        if (message.state().deleted()) {
            throw new MessageDeletedException();
        }
        if (reports.open(room, rules.maxOpen()) >= rules.maxOpen()) {
            throw new ChatException(
                    ErrorCode.CONFLICT, "So many reports of this room wait that it takes no more at the moment.");
        }
        Report report = new Report(
                reports.nextId(),
                room,
                actor.id(),
                why,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                new Report.Copy(
                        id,
                        message.seq(),
                        message.sender().id(),
                        message.sender().name(),
                        message.content(),
                        message.timestamp()),
                Optional.empty());
        if (reports.add(report)) {
            tell(room, readable);
        }
    }

    /**
     * Reports in this state, newest first: of the caller's rooms, or to an admin all.
     *
     * @param before the id of the last one of the page before
     */
    public List<Report> newest(Report.State state, Actor actor, Optional<String> before, int limit) {
        Optional<Collection<RoomId>> rooms =
                actor.admin() ? Optional.empty() : Optional.of(reports.moderatedBy(actor.id(), MAX_ROOMS));
        return reports.newest(state, rooms, before, limit);
    }

    /**
     * Decides a report; the same decision twice is no error.
     *
     * @throws ReportNotFoundException if there is none for this caller
     * @throws ChatException {@code conflict} if it was decided otherwise
     */
    public Report decide(String id, Actor actor, Report.State state, String note) {
        String words = FieldText.checked("note", note, TextRule.text(0, rules.maxReason()));
        Report report = reports.find(id).orElseThrow(ReportNotFoundException::new);
        if (!actor.admin() && !power.is(report.room(), actor, Role.MODERATOR)) {
            throw new ReportNotFoundException();
        }
        Report.Decision decision =
                new Report.Decision(state, actor.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS), words);
        if (report.decision().isEmpty()) {
            audit.add(Deeds.of(actor, "report_" + state.text(), report.room())
                    .to(report.copy().sender().value())
                    .on(report.copy().message().value())
                    .because(words));
            if (reports.decide(id, decision)) {
                power.known(report.room()).ifPresent(known -> tell(report.room(), known));
                return report.decided(decision);
            }
        }
        Report now = reports.find(id).orElseThrow(ReportNotFoundException::new);
        if (now.state() != state) {
            throw new ChatException(ErrorCode.CONFLICT, "This report has been decided already.");
        }
        return now;
    }

    private void tell(RoomId room, RoomPower power) {
        Set<UserId> moderators = new HashSet<>(power.policy().owners());
        moderators.addAll(power.moderators());
        announcer.reportsChanged(room, moderators, reports.open(room, rules.maxOpen()));
    }

    /** Takes away what was decided long ago. Called by a timer, by one node of all. */
    public void sweep() {
        reports.removeDecidedBefore(clock.instant().minus(rules.keep()));
    }
}
