package xyz.anipub.auth.admin;

import jakarta.inject.Inject;
import xyz.anipub.audit.AuditLog;
import xyz.anipub.audit.AuditUnavailableException;
import xyz.anipub.audit.Deed;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.bean.SingletonBean;

/** Writes down what is done by those with power over accounts, before it is done. */
@SingletonBean
public class AdminDeeds {

    private final AuditLog log;

    @Inject
    public AdminDeeds(AuditLog log) {
        this.log = log;
    }

    /** @throws UnavailableException if the store cannot be reached; then it must not be done */
    public void note(Deed deed) {
        try {
            log.add(deed);
        } catch (AuditUnavailableException away) {
            throw new UnavailableException(away);
        }
    }
}
