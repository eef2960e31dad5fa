package xyz.anipub.settings;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import xyz.anipub.audit.AuditSettings;
import xyz.anipub.bean.SingletonBean;

/** Settings of the audit. */
@SingletonBean
class AuditProducer {

    @Produces
    @Singleton
    static AuditSettings audit(Settings settings) {
        return new AuditSettings(
                settings.duration("anipub.audit.keep", AuditSettings.USUAL.keep()),
                settings.duration("anipub.audit.keep-texts", AuditSettings.USUAL.keepTexts()));
    }
}
