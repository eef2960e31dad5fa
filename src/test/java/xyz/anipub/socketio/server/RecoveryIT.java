package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Recovery over the wire, in the order of the reference server: what was missed, then the answer to CONNECT. */
class RecoveryIT {

    private static final Pattern WELCOME =
            Pattern.compile("0/recovery,\\{\"sid\":\"([A-Za-z0-9_-]{20})\",\"pid\":\"([A-Za-z0-9_-]{20})\"}");
    private static final Pattern TOLD = Pattern.compile("2/recovery,\\[\"told\",(\\d),\"([^\"]+)\"]");

    @Test
    void sendsWhatWasMissedBeforeTheAnswer() {
        try (SuitePeer teller = SuitePeer.open();
                SuitePeer lost = SuitePeer.open()) {
            welcome(teller.say("0/recovery,"));
            String welcome = welcome(lost.say("0/recovery,"));
            tell(teller, 1);
            Matcher first = TOLD.matcher(lost.hear());
            assertThat(first.matches()).isTrue();
            lost.sayRaw("1");
            tell(teller, 2);
            tell(teller, 3);
            tell(teller, 4);

            try (SuitePeer back = SuitePeer.open()) {
                back.say("0/recovery,{\"pid\":\"" + pid(welcome) + "\",\"offset\":\"" + first.group(2) + "\"}");
                for (String number : new String[] {"2", "3", "4"}) {
                    Matcher missed = TOLD.matcher(back.hear());
                    assertThat(missed.matches()).isTrue();
                    assertThat(missed.group(1)).isEqualTo(number);
                }
                assertThat(back.hear()).isEqualTo(welcome);
                tell(teller, 5);
                assertThat(back.hear()).startsWith("2/recovery,[\"told\",5,");
            }
        }
    }

    @Test
    void recoversWithoutAnOffset() {
        try (SuitePeer lost = SuitePeer.open()) {
            String welcome = welcome(lost.say("0/recovery,"));
            lost.sayRaw("1");
            try (SuitePeer back = SuitePeer.open()) {
                back.say("0/recovery,{\"pid\":\"" + pid(welcome) + "\"}");
                assertThat(back.hear()).isEqualTo(welcome);
            }
        }
    }

    @Test
    void startsAnewWithAnUnknownSession() {
        try (SuitePeer peer = SuitePeer.open()) {
            String welcome = welcome(peer.say("0/recovery,{\"pid\":\"nobody\",\"offset\":\"x\"}"));
            assertThat(pid(welcome)).isNotEqualTo("nobody");
        }
    }

    private static void tell(SuitePeer teller, int number) {
        teller.say("2/recovery,0[\"tell\"," + number + "]");
        assertThat(teller.hear()).startsWith("2/recovery,[\"told\"," + number + ",");
        assertThat(teller.hear()).isEqualTo("3/recovery,0[]");
    }

    private static String welcome(SuitePeer peer) {
        String heard = peer.hear();
        assertThat(heard).matches(WELCOME);
        return heard;
    }

    private static String pid(String welcome) {
        Matcher matcher = WELCOME.matcher(welcome);
        assertThat(matcher.matches()).isTrue();
        return matcher.group(2);
    }
}
