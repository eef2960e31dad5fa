package xyz.anipub.settings;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import xyz.anipub.auth.profile.ProfileRules;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.export.ExportRules;
import xyz.anipub.picture.PictureRules;
import xyz.anipub.picture.Pictures;
import xyz.anipub.problem.BodyLimits;
import xyz.anipub.problem.UploadLimits;

/** Settings of what people say of themselves, and of their pictures. */
@SingletonBean
class PeopleProducer {

    @Produces
    @Singleton
    static ProfileRules profiles(Settings settings) {
        ProfileRules usual = ProfileRules.USUAL;
        return new ProfileRules(
                settings.number("anipub.profile.display-name-max", usual.displayNameMax()),
                settings.number("anipub.profile.bio-max", usual.bioMax()),
                settings.number("anipub.profile.status-max", usual.statusMax()),
                settings.number("anipub.profile.changes", usual.changes()),
                settings.number("anipub.image.changes", usual.images()));
    }

    @Produces
    @Singleton
    static Pictures pictures(Settings settings) {
        return new Pictures(rules(settings));
    }

    @Produces
    @Singleton
    static UploadLimits uploads(Settings settings) {
        BodyLimits usual = UploadLimits.usual(rules(settings).maxBytes()).body();
        return new UploadLimits(new BodyLimits(
                usual.bytes(),
                usual.depth(),
                settings.duration("anipub.image.upload-timeout", usual.time()),
                settings.number("anipub.image.uploads", usual.waiting()),
                settings.number("anipub.image.uploads-per-address", usual.waitingPerAddress())));
    }

    @Produces
    @Singleton
    static ExportRules exports(Settings settings) {
        ExportRules usual = ExportRules.USUAL;
        return new ExportRules(
                settings.number("anipub.export.daily", usual.daily()),
                settings.number("anipub.export.at-once", usual.atOnce()),
                settings.duration("anipub.export.time", usual.time()));
    }

    private static PictureRules rules(Settings settings) {
        PictureRules usual = PictureRules.standard();
        return new PictureRules(
                settings.number("anipub.image.bytes-max", usual.maxBytes()),
                settings.number("anipub.image.side-max", usual.maxSide()),
                settings.number("anipub.image.concurrency", usual.concurrency()),
                settings.duration("anipub.image.wait", usual.patience()));
    }
}
