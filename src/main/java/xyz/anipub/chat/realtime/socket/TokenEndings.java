package xyz.anipub.chat.realtime.socket;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import xyz.anipub.auth.token.RevocationRelay;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.EndingListener;
import xyz.anipub.chat.node.Endings;

/** Lets a token that is revoked on one node count no more on all, as memberships do. */
@SingletonBean
class TokenEndings implements RevocationRelay, EndingListener {

    private static final System.Logger LOG = System.getLogger(TokenEndings.class.getName());

    private final Endings endings;
    private final Tokens tokens;

    @Inject
    TokenEndings(Endings endings, Tokens tokens) {
        this.endings = endings;
        this.tokens = tokens;
    }

    @Override
    public void revoked(String tokenId, Instant until) {
        try {
            endings.publish(new Ending.OfToken(tokenId, until));
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "Other nodes find out about a logout from the store", failure);
        }
    }

    @Override
    public void ended(Ending ending, Duration patience) {
        if (ending instanceof Ending.OfToken revoked) {
            tokens.revokedElsewhere(revoked.tokenId(), revoked.until());
        }
    }

    @Override
    public void verifyAll() {
        try {
            tokens.followOtherNodes();
        } catch (xyz.anipub.auth.UnavailableException away) {
            throw new UnavailableException("Revocations cannot be read.", away);
        }
    }
}
