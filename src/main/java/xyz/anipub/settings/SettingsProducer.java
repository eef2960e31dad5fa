package xyz.anipub.settings;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.health.DrainLimits;
import xyz.anipub.metrics.ScrapeRule;
import xyz.anipub.problem.BodyLimits;
import xyz.anipub.web.page.PageSettings;

/** Settings by name, with their defaults: here those of no area. src/docs/configuration.md lists all, and those that the start reads. */
@SingletonBean
class SettingsProducer {

    @Produces
    @Singleton
    static Settings settings() {
        Config config = ConfigProvider.getConfig();
        return new Settings(config);
    }

    @Produces
    @Singleton
    static PageSettings page(Settings settings) {
        return new PageSettings(settings.flag("anipub.page.remote-images", false));
    }

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static DrainLimits drain(Settings settings) {
        DrainLimits usual = DrainLimits.standard();
        return new DrainLimits(
                settings.duration("anipub.drain-notice", usual.notice()),
                settings.duration("anipub.drain-time", usual.time()));
    }

    @Produces
    @Singleton
    static ScrapeRule scrapes(Settings settings) {
        return ScrapeRule.of(settings.list("anipub.metrics.allow"));
    }

    @Produces
    @Singleton
    static BodyLimits bodies(Settings settings) {
        BodyLimits usual = BodyLimits.USUAL;
        return new BodyLimits(
                settings.number("anipub.rest.body-max", usual.bytes()),
                settings.number("anipub.rest.json-depth", usual.depth()),
                settings.duration("anipub.rest.body-timeout", usual.time()),
                settings.number("anipub.rest.bodies-waiting", usual.waiting()),
                settings.number("anipub.rest.bodies-waiting-per-address", usual.waitingPerAddress()));
    }
}
