package xyz.anipub.chat.realtime.socket;

import jakarta.inject.Inject;
import xyz.anipub.auth.token.TokenRevocationListener;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.power.RoomPowers;

/**
 * Whose tokens have all ended may have been suspended, or is gone: what this node keeps of that one's direct rooms of two may be wrong. All nodes
 * hear of it before the suspension is answered.
 */
@SingletonBean
public class EndedPairs implements TokenRevocationListener {

    private final RoomPowers powers;

    @Inject
    EndedPairs(RoomPowers powers) {
        this.powers = powers;
    }

    @Override
    public void revoked(String tokenId) {
        // One session says nothing of the person.
    }

    @Override
    public void ended(String userId, String spared) {
        powers.forgetPairsOf(new UserId(userId));
    }
}
