package xyz.anipub.socketio.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.RecordingTransport;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.handshake.ConnectRefusedException;

/** Protocol section 7.2: single sockets, rooms and events, in development mode. */
class SocketMonitorTest {

    private static final String DATE = "\"1970-01-01T00:00:0[0-9](\\.[0-9]{3})?Z\"]";

    private final AdminFixture fixture = new AdminFixture(true, false);
    private Visitor operator;

    @BeforeEach
    void look() {
        operator = fixture.operator();
        operator.take();
    }

    @Test
    void tellsOfAllSocketsAtFirst() {
        Visitor guest = fixture.guest();
        Socket socket = fixture.lastSocket();
        socket.join("r");
        socket.data().put("name", "Alice");

        JsonObject told = fixture.operator()
                .take("all_sockets")
                .get(0)
                .get(0)
                .asJsonArray()
                .getJsonObject(0);
        assertThat(told.getString("id")).isEqualTo(socket.id());
        assertThat(told.getString("clientId")).isEqualTo(guest.connectionId().substring(0, 12));
        assertThat(told.getString("transport")).isEqualTo("websocket");
        assertThat(told.getString("nsp")).isEqualTo("/");
        assertThat(told.getJsonObject("data").toString()).isEqualTo("{\"name\":\"Alice\"}");
        assertThat(told.getJsonArray("rooms").toString()).contains(socket.id()).contains("\"r\"");
        JsonObject handshake = told.getJsonObject("handshake");
        assertThat(handshake.keySet())
                .containsExactlyInAnyOrder("address", "headers", "query", "issued", "secure", "time", "url", "xdomain");
        assertThat(handshake.getString("address")).isEqualTo("192.0.2.1");
        assertThat(handshake.getInt("issued")).isZero();
        assertThat(handshake.getBoolean("secure")).isTrue();
        assertThat(handshake.getBoolean("xdomain")).isTrue();
        assertThat(handshake.getString("url")).isEqualTo("/socket.io/");
    }

    @Test
    void showsNothingThatLetsSomebodyIn() {
        Visitor guest = fixture.visitor().say("0{\"token\":\"auth-secret\"}");
        String heard = operator.take().toString() + fixture.operator().take();

        assertThat(heard)
                .contains("socket_connected", "all_sockets", "\"user-agent\":\"test\"")
                .contains(
                        "\"cookie\":\"***\"", "\"authorization\":\"***\"", "\"x-api-key\":\"***\"", "\"token\":\"***\"")
                .doesNotContain("-secret")
                .doesNotContain(guest.connectionId());
    }

    @Test
    void tellsWhoComesAndGoes() {
        Visitor guest = fixture.guest();
        String id = fixture.lastSocket().id();
        List<List<jakarta.json.JsonValue>> connected = operator.take("socket_connected");
        assertThat(connected).hasSize(1);
        assertThat(connected.get(0).get(0).asJsonObject().getString("id")).isEqualTo(id);
        assertThat(connected.get(0).get(1).toString() + "]").matches(DATE);

        guest.leave();
        assertThat(operator.take()).anySatisfy(message -> assertThat(message)
                .matches("socket_disconnected: \\[\"/\", ?\"" + id + "\", ?\"transport close\", ?" + DATE));
    }

    @Test
    void tellsOfRooms() {
        fixture.guest();
        Socket socket = fixture.lastSocket();
        operator.take();
        socket.join("r");
        socket.leave("r");

        assertThat(operator.take())
                .satisfiesExactly(
                        joined -> assertThat(joined)
                                .matches("room_joined: \\[\"/\", ?\"r\", ?\"" + socket.id() + "\", ?" + DATE),
                        left -> assertThat(left)
                                .matches("room_left: \\[\"/\", ?\"r\", ?\"" + socket.id() + "\", ?" + DATE));
    }

    @Test
    void tellsOfEventsWithoutAcks() {
        Visitor guest = fixture.guest();
        Socket socket = fixture.lastSocket();
        operator.take();
        guest.say("27[\"hello\",1]");
        fixture.server.emit("news", "n");

        assertThat(operator.take())
                .satisfiesExactly(
                        received -> assertThat(received)
                                .matches("event_received: \\[\"/\", ?\"" + socket.id() + "\", ?\\[\"hello\", ?1], ?"
                                        + DATE),
                        sent -> assertThat(sent)
                                .matches("event_sent: \\[\"/\", ?\"" + socket.id() + "\", ?\\[\"news\", ?\"n\"], ?"
                                        + DATE));
    }

    @Test
    void tellsWhatChangesOfASocketLater() {
        fixture.guest();
        Socket socket = fixture.lastSocket();
        fixture.tick();
        assertThat(operator.take("socket_updated")).isEmpty();

        socket.data().put("mood", "good");
        fixture.tick();
        JsonObject update = operator.take("socket_updated").get(0).get(0).asJsonObject();
        assertThat(update.getString("id")).isEqualTo(socket.id());
        assertThat(update.getString("nsp")).isEqualTo("/");
        assertThat(update.getJsonObject("data").toString()).isEqualTo("{\"mood\":\"good\"}");
        fixture.tick();
        assertThat(operator.take("socket_updated")).isEmpty();
    }

    @Test
    void tellsThatASocketHasMovedToAWebSocket() {
        new Visitor(fixture.engine, TransportType.POLLING).say("0");
        Session session =
                fixture.engine.find(fixture.lastSocket().connectionId()).orElseThrow();
        fixture.tick();
        operator.take();

        session.beginUpgrade(new RecordingTransport());
        session.finishUpgrade();
        fixture.tick();

        JsonObject update = operator.take("socket_updated").get(0).get(0).asJsonObject();
        assertThat(update.getString("id")).isEqualTo(fixture.lastSocket().id());
        assertThat(update.getString("transport")).isEqualTo("websocket");
    }

    @Test
    void watchesNamespacesThatComeLater() {
        fixture.server.of("/later");
        fixture.visitor().say("0/later");

        assertThat(operator.take("socket_connected")).hasSize(1);
    }

    @Test
    void doesNotWatchOperators() {
        fixture.operator().say("2/admin,[\"hello\"]");

        assertThat(operator.take()).isEmpty();
    }

    @Test
    void tellsOfNobodyWhoWasRefused() {
        fixture.server.of("/").use(socket -> {
            throw new ConnectRefusedException("no");
        });
        fixture.visitor().say("0");

        assertThat(operator.take()).noneMatch(message -> message.startsWith("socket_") || message.contains("_joined"));
    }
}
