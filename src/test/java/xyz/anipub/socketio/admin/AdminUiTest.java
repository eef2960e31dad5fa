package xyz.anipub.socketio.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.config.TransportType;

/** Protocol section 7.2: what operators are told in either mode. */
class AdminUiTest {

    private final AdminFixture fixture = new AdminFixture(false, false);

    @Test
    void tellsWhatOperatorsMayDo() {
        assertThat(features(fixture))
                .isEqualTo("[\"EMIT\",\"JOIN\",\"LEAVE\",\"DISCONNECT\",\"MJOIN\",\"MLEAVE\",\"MDISCONNECT\","
                        + "\"AGGREGATED_EVENTS\"]");
        assertThat(features(new AdminFixture(false, true))).isEqualTo("[\"AGGREGATED_EVENTS\"]");
        assertThat(features(new AdminFixture(true, true))).isEqualTo("[\"AGGREGATED_EVENTS\",\"ALL_EVENTS\"]");
    }

    private static String features(AdminFixture fixture) {
        return fixture.operator()
                .take("config")
                .get(0)
                .get(0)
                .asJsonObject()
                .get("supportedFeatures")
                .toString();
    }

    @Test
    void tellsHowTheServerIsAtOnceAndEveryTwoSeconds() {
        fixture.guest();
        new Visitor(fixture.engine, TransportType.POLLING);
        Visitor operator = fixture.operator();
        JsonObject first = stats(operator);

        assertThat(first.getString("serverId")).isEqualTo("host#1");
        assertThat(first.getString("hostname")).isEqualTo("host");
        assertThat(first.getJsonNumber("pid").longValue())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(first.getInt("clientsCount")).isEqualTo(3);
        assertThat(first.getInt("pollingClientsCount")).isEqualTo(1);
        assertThat(first.getJsonArray("namespaces").getValuesAs(JsonObject.class))
                .map(namespace -> namespace.getString("name") + " " + namespace.getInt("socketsCount"))
                .containsExactlyInAnyOrder("/ 1", "/admin 1");

        fixture.tick();
        assertThat(stats(operator).getJsonNumber("uptime").doubleValue()).isEqualTo(2);
        fixture.tick();
        assertThat(stats(operator).getJsonNumber("uptime").doubleValue()).isEqualTo(4);
    }

    @Test
    void countsTrafficOnceForAllOperators() {
        Visitor operator = fixture.operator();
        fixture.operator();
        fixture.tick();
        operator.take();

        Visitor guest = fixture.guest();
        guest.say("2[\"hello\"]");
        fixture.lastSocket().emit("é");
        guest.leave();
        fixture.tick();

        assertThat(counts(stats(operator)))
                .contains("rawConnection 1", "rawDisconnection transport close 1", "packetsIn 2", "bytesIn 13");
        fixture.tick();
        assertThat(counts(stats(operator))).noneMatch(count -> count.startsWith("raw") || count.contains("In"));
    }

    @Test
    void doesNothingWhileNobodyLooks() {
        assertThat(fixture.timers.pending()).isZero();
        Visitor one = fixture.operator();
        Visitor other = fixture.operator();
        one.leave();
        fixture.tick();
        assertThat(fixture.timers.pending())
                .as("the next report, and the end of a login")
                .isEqualTo(2);
        other.leave();
        assertThat(fixture.timers.pending()).isZero();

        fixture.guest();
        Visitor back = fixture.operator();
        back.take();
        fixture.tick();
        assertThat(counts(stats(back))).noneMatch(count -> count.startsWith("rawConnection"));
    }

    @Test
    void tellsOfNoSingleSocketInProduction() {
        Visitor operator = fixture.operator();
        Visitor guest = fixture.guest();
        fixture.lastSocket().join("r");
        guest.say("2[\"hello\"]");
        guest.leave();

        assertThat(operator.take())
                .noneMatch(message -> message.startsWith("socket_")
                        || message.startsWith("room_")
                        || message.startsWith("event_")
                        || message.startsWith("all_sockets"));
    }

    private static JsonObject stats(Visitor operator) {
        List<List<JsonValue>> all = operator.take("server_stats");
        return all.get(all.size() - 1).get(0).asJsonObject();
    }

    private static List<String> counts(JsonObject stats) {
        return stats.getJsonArray("aggregatedEvents").getValuesAs(JsonObject.class).stream()
                .map(event -> event.getString("type")
                        + (event.containsKey("subType") ? " " + event.getString("subType") : "")
                        + " " + event.getInt("count"))
                .toList();
    }
}
