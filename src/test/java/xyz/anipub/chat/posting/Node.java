package xyz.anipub.chat.posting;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.change.ChangeLog;
import xyz.anipub.chat.change.ChangeService;
import xyz.anipub.chat.change.ChangeWriter;
import xyz.anipub.chat.history.CacheLimits;
import xyz.anipub.chat.history.NewestMessages;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.Mentions;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.notice.NoticeQueue;
import xyz.anipub.chat.power.Admissions;
import xyz.anipub.chat.power.Power;
import xyz.anipub.chat.power.Powers;
import xyz.anipub.chat.power.RoomPowers;
import xyz.anipub.chat.power.SlowMode;
import xyz.anipub.chat.reading.AuthorMarks;
import xyz.anipub.chat.room.RoomService;
import xyz.anipub.chat.roomlist.MembersHere;
import xyz.anipub.chat.roomlist.RoomActivity;
import xyz.anipub.chat.roomlist.RoomListFeed;
import xyz.anipub.chat.roomlist.RoomListLimit;

/** One node: a set of services of its own over the stores of a {@link Cluster}. */
public final class Node {

    final RecordingAnnouncer announcer;
    final RoomLanes lanes;
    public final RoomService rooms;
    final PostQueue queue;
    final MessageService service;
    public final RoomListFeed list;
    public final AuthorMarks authors;
    public final RoomActivity activity;
    public final NewestMessages newest;
    final EchoSweep sweep;
    public final ChangeService changes;
    final Unsettled unsettled;
    final LiveNodes nodes;
    final KnownMembers known;
    public final RoomPowers powers;

    private final List<Runnable> again = new CopyOnWriteArrayList<>();

    Node(Cluster cluster, Executor executor, RecordingAnnouncer announcer, int laneCapacity) {
        this(cluster, executor, announcer, laneCapacity, cluster.clock);
    }

    /** @param clock of its machine */
    Node(Cluster cluster, Executor executor, RecordingAnnouncer announcer, int laneCapacity, Clock clock) {
        this.announcer = announcer;
        lanes = new RoomLanes(executor, laneCapacity);
        nodes = new LiveNodes(cluster.nodes, cluster::nanos);
        known = new KnownMembers(announcer, nodes, cluster.rules, cluster::nanos);
        powers = Powers.kept(cluster.powers);
        Power power = new Power(powers, cluster.rooms, clock);
        rooms = new RoomService(
                cluster.rooms,
                cluster.rooms,
                power,
                () -> (room, user) -> {
                    known.ended(room, user);
                    announcer.leaves(user);
                },
                Admissions.of(cluster.rooms, cluster.powers, clock),
                new UserPace(UserLimits.standard()));
        Mentions mentions = new Mentions(cluster.rooms);
        list = new RoomListFeed(
                cluster.rooms,
                cluster.messages,
                new MembersHere(cluster.rooms, cluster.rooms),
                power,
                cluster.list,
                new RoomListLimit(3));
        authors = new AuthorMarks(
                cluster.rooms,
                (user, read, connection) -> read.forEach(
                        (room, state) -> cluster.read.add(user + " " + state.lastRead() + " " + state.unread())));
        activity = new RoomActivity(cluster.rooms, list, authors);
        newest = new NewestMessages(cluster.messages, CacheLimits.standard());
        unsettled = new Unsettled(lanes, again::add);
        Announcements announcements =
                new Announcements(cluster.messages, cluster.echoes, announcer, nodes, unsettled, new NoticeQueue());
        LostRights rights = new LostRights(cluster.messages, announcer, nodes, unsettled, new NoticeQueue());
        AwaitedEmits emits = new AwaitedEmits(cluster.echoes, nodes, cluster.rules, clock);
        MessageWriter writer = new MessageWriter(
                new PostCheck(rooms, known, power, cluster.messages, mentions),
                new EchoAnswers(cluster.messages, cluster.echoes, emits, announcements, rights, unsettled, clock),
                new RoomLog(cluster.messages, emits, activity, newest, rights, nodes, cluster.backoff, clock),
                announcements,
                new UncertainPosts(cluster.messages, announcements, emits, activity, unsettled, clock),
                new SlowMode(powers, cluster.turns, nodes, clock));
        changes = new ChangeService(
                lanes,
                new ChangeWriter(
                        rooms,
                        power,
                        mentions,
                        new ChangeLog(cluster.messages, cluster.messages, list, cluster.backoff),
                        announcer,
                        unsettled,
                        new NoticeQueue(),
                        clock),
                cluster.messages,
                rooms,
                known,
                cluster.rules);
        queue = new PostQueue(
                lanes, writer, known, unsettled, nodes, cluster.rules, new Pace(announcer, cluster.timers));
        service = new MessageService(queue, cluster.messages, newest, rooms, cluster.rules);
        sweep = new EchoSweep(cluster.echoes, cluster.messages, emits, announcements, unsettled, lanes, cluster.rules);
    }

    /** Half a second later: what is not known is asked again. */
    void askAgain() {
        List<Runnable> due = List.copyOf(again);
        again.removeAll(due);
        due.forEach(Runnable::run);
    }

    /** One step, by either door. */
    public CompletableFuture<Message> send(RoomId room, Member sender, String content, String clientId) {
        return post(new PostMessage.InOneStep(room, sender, content, clientId, Optional.empty()));
    }

    /** The first of two steps. */
    public CompletableFuture<Message> store(RoomId room, Member sender, String content) {
        return post(PostMessage.byRest(room, sender, content, Optional.empty(), Optional.empty()));
    }

    /** The guide's bare emit. */
    public CompletableFuture<Message> emit(RoomId room, Member sender, String content) {
        return post(PostMessage.byEmit(room, sender, content, Optional.empty(), Optional.empty()));
    }

    CompletableFuture<Message> emit(RoomId room, Member sender, Message stored) {
        return post(new PostMessage.EmittedAgain(room, sender, stored.id()));
    }

    public CompletableFuture<Message> reply(RoomId room, Member sender, String content, MessageId original) {
        return post(PostMessage.byEmit(room, sender, content, Optional.empty(), Optional.of(original)));
    }

    public CompletableFuture<Message> edit(Message message, Member by, String content) {
        return change(new ChangeMessage.Edit(message.room(), message.id(), by.id(), content));
    }

    public CompletableFuture<Message> delete(Message message, Member by) {
        return change(new ChangeMessage.Delete(message.room(), message.id(), by.id()));
    }

    public CompletableFuture<Message> react(Message message, Member by, String emoji) {
        return change(new ChangeMessage.AddReaction(message.room(), message.id(), by.id(), emoji));
    }

    public CompletableFuture<Message> unreact(Message message, Member by, String emoji) {
        return change(new ChangeMessage.RemoveReaction(message.room(), message.id(), by.id(), emoji));
    }

    public CompletableFuture<Message> change(ChangeMessage command) {
        return changes.change(command).toCompletableFuture();
    }

    CompletableFuture<Message> post(PostMessage command) {
        return service.post(command).toCompletableFuture();
    }
}
