package xyz.anipub.settings;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import xyz.anipub.auth.AdminSettings;
import xyz.anipub.auth.AuthSettings;
import xyz.anipub.auth.LoginLimits;
import xyz.anipub.auth.PasswordSettings;
import xyz.anipub.auth.SessionSettings;
import xyz.anipub.auth.TokenSettings;
import xyz.anipub.auth.deletion.DeletionSettings;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.text.TextRule;

/** Settings of accounts, logins and tokens. */
@SingletonBean
class AuthProducer {

    @Produces
    @Singleton
    static AuthSettings auth(Settings settings) {
        AuthSettings usual = AuthSettings.USUAL;
        return new AuthSettings(
                token(settings, usual.token()),
                password(settings, usual.password()),
                TextRule.name(
                        settings.number("anipub.auth.name-min", usual.name().min()),
                        settings.number("anipub.auth.name-max", usual.name().max())),
                settings.text("anipub.auth.cookie", usual.cookie()),
                settings.list("anipub.origins"),
                new SessionSettings(
                        settings.duration("anipub.auth.stay", usual.sessions().stay()),
                        settings.number("anipub.auth.sessions", usual.sessions().most()),
                        settings.number(
                                "anipub.auth.session-calls", usual.sessions().calls())),
                new AdminSettings(settings.list("anipub.admins"), settings.text("anipub.auth.admin-claim", "")),
                settings.choice("anipub.auth.registration", usual.registration()));
    }

    @Produces
    @Singleton
    static DeletionSettings deletion(Settings settings) {
        return new DeletionSettings(settings.duration("anipub.auth.name-hold", DeletionSettings.USUAL.nameHold()));
    }

    private static TokenSettings token(Settings settings, TokenSettings usual) {
        return new TokenSettings(
                settings.text("anipub.auth.secret"),
                settings.text("anipub.auth.public-key"),
                settings.text("anipub.auth.user-id-claim", usual.userIdClaim()),
                settings.text("anipub.auth.name-claim", usual.nameClaim()),
                settings.text("anipub.auth.image-claim", usual.imageClaim()),
                settings.duration("anipub.auth.token-lifetime", usual.lifetime()),
                settings.duration("anipub.auth.clock-skew", usual.clockSkew()),
                settings.duration("anipub.auth.revocation-recheck", usual.recheck()));
    }

    private static PasswordSettings password(Settings settings, PasswordSettings usual) {
        return new PasswordSettings(
                TextRule.verbatim(
                        settings.number("anipub.auth.password-min", usual.rule().min()),
                        settings.number("anipub.auth.password-max", usual.rule().max())),
                settings.number("anipub.auth.hash-memory", usual.memory()),
                settings.number("anipub.auth.hash-iterations", usual.iterations()),
                settings.number("anipub.auth.hash-parallelism", usual.parallelism()),
                settings.number("anipub.auth.hash-concurrency", usual.concurrency()),
                settings.duration("anipub.auth.hash-wait", usual.patience()),
                settings.number("anipub.auth.hash-waiting-per-address", usual.waitingPerAddress()),
                logins(settings, usual.limits()));
    }

    private static LoginLimits logins(Settings settings, LoginLimits usual) {
        return new LoginLimits(
                settings.number("anipub.auth.login-failures", usual.failures()),
                settings.number("anipub.auth.login-failures-per-address", usual.failuresOfAddress()),
                settings.number("anipub.auth.logins-per-address", usual.ofAddress()),
                settings.number("anipub.auth.registrations", usual.registrations()));
    }
}
