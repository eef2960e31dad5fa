package xyz.anipub.settings;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import xyz.anipub.auth.adopt.PeopleFields;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.adopt.AdoptRules;
import xyz.anipub.chat.history.CacheLimits;
import xyz.anipub.chat.invite.InvitationRules;
import xyz.anipub.chat.message.ChangeRules;
import xyz.anipub.chat.message.MessageRules;
import xyz.anipub.chat.moderation.ModerationRules;
import xyz.anipub.chat.node.FenceLimit;
import xyz.anipub.chat.notice.NoticeRules;
import xyz.anipub.chat.people.BlockRules;
import xyz.anipub.chat.report.ReportRules;
import xyz.anipub.chat.room.RoomRules;
import xyz.anipub.chat.roomlist.RoomListLimit;
import xyz.anipub.chat.search.SearchRules;

/** Rules and limits of the chat. */
@SingletonBean
class ChatProducer {

    @Produces
    @Singleton
    static UserLimits users(Settings settings) {
        UserLimits usual = UserLimits.standard();
        return new UserLimits(
                settings.rate("anipub.user.actions", usual.actions()),
                settings.rate("anipub.user.joins", usual.joins()),
                settings.rate("anipub.user.entries", usual.entries()),
                settings.rate("anipub.user.rooms", usual.rooms()),
                settings.rate("anipub.user.searches", usual.searches()),
                settings.number("anipub.user.sockets-max", usual.maxSockets()));
    }

    @Produces
    @Singleton
    static UserPace pace(UserLimits limits) {
        return new UserPace(limits);
    }

    @Produces
    @Singleton
    static RoomRules rooms(Settings settings) {
        RoomRules usual = RoomRules.standard();
        return new RoomRules(
                settings.number("anipub.room.name-max", usual.maxNameLength()),
                settings.number("anipub.room.description-max", usual.maxDescriptionLength()),
                settings.text("anipub.room.retention").map(text -> retention("anipub.room.retention", text)),
                settings.duration("anipub.room.retention-min", usual.shortestRetention()));
    }

    private static Retention retention(String name, String text) {
        try {
            return Retention.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "Setting %s %s, and is \"%s\".".formatted(name, unreadable.getMessage(), text), unreadable);
        }
    }

    @Produces
    @Singleton
    static RoomListLimit roomList(Settings settings) {
        return new RoomListLimit(
                settings.number("anipub.room.list-max", RoomListLimit.standard().rooms()));
    }

    @Produces
    @Singleton
    static FenceLimit fence(Settings settings) {
        return new FenceLimit(
                settings.duration("anipub.node.fence", FenceLimit.standard().time()));
    }

    @Produces
    @Singleton
    static SearchRules search(Settings settings) {
        SearchRules usual = SearchRules.standard();
        return new SearchRules(
                settings.number("anipub.search.results-max", usual.maxResults()),
                settings.number("anipub.search.stretch", usual.stretch()),
                settings.number("anipub.search.rooms-max", usual.maxRooms()),
                settings.number("anipub.search.room-stretch", usual.stretchOfEach()),
                settings.duration("anipub.search.time", usual.time()));
    }

    @Produces
    @Singleton
    static MessageRules messages(Settings settings) {
        MessageRules usual = MessageRules.standard();
        return new MessageRules(
                settings.number("anipub.message.content-max", usual.maxContentLength()),
                settings.number("anipub.message.client-id-max", usual.maxClientIdLength()),
                settings.duration("anipub.message.echo-lifetime", usual.echoLifetime()),
                settings.duration("anipub.message.echo-grace", usual.echoGrace()),
                settings.number("anipub.message.echo-max", usual.maxEchoes()),
                settings.number("anipub.message.batch-max", usual.maxBatch()),
                settings.duration("anipub.message.membership-memory", usual.membershipMemory()),
                new ChangeRules(
                        settings.number(
                                "anipub.message.reactions-max", usual.changes().maxReactions()),
                        settings.number(
                                "anipub.message.emojis-max", usual.changes().maxEmojis())));
    }

    @Produces
    @Singleton
    static ModerationRules moderation(Settings settings) {
        ModerationRules usual = ModerationRules.standard();
        return new ModerationRules(
                settings.duration("anipub.moderation.kick", usual.kickTime()),
                settings.number("anipub.moderation.reason-max", usual.maxReason()),
                settings.number("anipub.moderation.pins-max", usual.maxPins()));
    }

    @Produces
    @Singleton
    static ReportRules reports(Settings settings) {
        ReportRules usual = ReportRules.standard();
        return new ReportRules(
                settings.number("anipub.report.reason-max", usual.maxReason()),
                settings.number("anipub.report.open-max", usual.maxOpen()),
                settings.duration("anipub.report.keep", usual.keep()));
    }

    @Produces
    @Singleton
    static NoticeRules notices(Settings settings) {
        NoticeRules usual = NoticeRules.standard();
        return new NoticeRules(
                settings.number("anipub.notice.max", usual.max()),
                settings.duration("anipub.notice.keep", usual.keep()));
    }

    @Produces
    @Singleton
    static CacheLimits cache(Settings settings) {
        CacheLimits usual = CacheLimits.standard();
        return new CacheLimits(
                settings.number("anipub.message.cache-rooms", usual.rooms()),
                settings.number("anipub.message.cache-bytes", Math.toIntExact(usual.bytes())));
    }

    @Produces
    @Singleton
    static InvitationRules invitations(Settings settings) {
        InvitationRules usual = InvitationRules.standard();
        return new InvitationRules(
                settings.duration("anipub.invitation.life", usual.standardLife()),
                settings.duration("anipub.invitation.life-max", usual.longestLife()),
                settings.number("anipub.invitation.uses-max", usual.maxUses()),
                settings.number("anipub.invitation.codes-max", usual.maxCodes()),
                settings.number("anipub.invitation.pending-max", usual.maxPending()),
                settings.number("anipub.invitation.per-hour", usual.perHour()),
                settings.duration("anipub.invitation.declined", usual.declinedFor()),
                settings.rate("anipub.invitation.guesses", usual.guesses()));
    }

    @Produces
    @Singleton
    static BlockRules blocks(Settings settings) {
        return new BlockRules(settings.number(
                "anipub.people.blocks-max", BlockRules.standard().max()));
    }

    @Produces
    @Singleton
    static AdoptRules adopt(Settings settings) {
        AdoptRules usual = AdoptRules.standard();
        return new AdoptRules(
                settings.choice("anipub.adopt", usual.mode()), settings.duration("anipub.adopt.again", usual.again()));
    }

    @Produces
    @Singleton
    static PeopleFields people(Settings settings) {
        PeopleFields usual = PeopleFields.USUAL;
        return new PeopleFields(
                settings.text("anipub.adopt.users", usual.collection()),
                settings.text("anipub.adopt.name", usual.name()),
                settings.text("anipub.adopt.email", usual.email()),
                settings.text("anipub.adopt.password", usual.password()),
                settings.text("anipub.adopt.image", usual.image()));
    }
}
