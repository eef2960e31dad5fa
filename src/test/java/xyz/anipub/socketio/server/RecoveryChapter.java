package xyz.anipub.socketio.server;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;

/** A server with a log, and a client that has joined it. */
abstract class RecoveryChapter {

    static final Pattern WELCOME = Pattern.compile("0(?:/[^,]*,)?\\{\"sid\":\"([^\"]+)\",\"pid\":\"([^\"]+)\"}");
    static final Pattern LAST_TEXT = Pattern.compile("\"([^\"]*)\"]$");

    final ServerFixture fixture = new ServerFixture(
            Runnable::run,
            (namespace, emitter) -> new RecoveringAdapter(emitter, 5, RecoveryConfig.standard(), new ManualTimers()));
    final Client first = new Client();

    /** A client's end that does what a real one does about recovery. */
    final class Client {

        Peer peer = fixture.peer();
        String sid = "";
        String pid = "";
        String offset = "";

        Client() {
            peer.say("0");
            hear();
        }

        /** What came since the last call; the offset is that of the last event. */
        List<String> hear() {
            List<String> heard = peer.take();
            for (String message : heard) {
                Matcher welcome = WELCOME.matcher(message);
                Matcher last = LAST_TEXT.matcher(message);
                if (welcome.matches()) {
                    sid = welcome.group(1);
                    pid = welcome.group(2);
                } else if (message.startsWith("2") && last.find()) {
                    offset = last.group(1);
                }
            }
            return heard;
        }

        void drop() {
            peer.drop(CloseReason.TRANSPORT_CLOSE);
        }

        List<String> comeBack() {
            return comeBack(offset.isEmpty() ? "" : ",\"offset\":\"" + offset + "\"");
        }

        List<String> comeBack(String more) {
            peer = fixture.peer();
            peer.say("0{\"pid\":\"" + pid + "\"" + more + "}");
            return hear();
        }
    }
}
