package xyz.anipub.socketio.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.Socket;

/** Protocol section 7.2: what operators may have done. */
class CommandsTest {

    private final AdminFixture fixture = new AdminFixture(false, false);
    private Visitor operator;
    private Visitor one;
    private Visitor other;
    private Socket first;
    private Socket second;

    @BeforeEach
    void gather() {
        one = fixture.guest();
        first = fixture.lastSocket();
        other = fixture.guest();
        second = fixture.lastSocket();
        first.join("r");
        operator = fixture.operator();
    }

    @Test
    void emitsToARoomOrASocketOrAll() {
        order("[\"emit\",\"/\",\"r\",\"news\",1,{\"a\":[]}]");
        assertThat(one.take()).containsExactly("news: [1, {\"a\":[]}]");
        assertThat(other.take()).isEmpty();

        order("[\"emit\",\"/\",\"" + second.id() + "\",\"news\"]");
        assertThat(one.take()).isEmpty();
        assertThat(other.take()).containsExactly("news: []");

        order("[\"emit\",\"/\",null,\"news\"]");
        assertThat(one.take()).hasSize(1);
        assertThat(other.take()).hasSize(1);
    }

    @Test
    void movesARoomOrASocketOrAll() {
        order("[\"join\",\"/\",\"new\",\"r\"]");
        assertThat(first.rooms()).contains("new");
        assertThat(second.rooms()).doesNotContain("new");

        order("[\"join\",\"/\",\"new\"]");
        assertThat(second.rooms()).contains("new");

        order("[\"leave\",\"/\",\"new\",\"" + second.id() + "\"]");
        assertThat(first.rooms()).contains("new");
        assertThat(second.rooms()).doesNotContain("new");

        order("[\"leave\",\"/\",\"new\",null]");
        assertThat(first.rooms()).doesNotContain("new");
    }

    @Test
    void disconnectsARoomOrASocketOrAll() {
        order("[\"_disconnect\",\"/\",false,\"r\"]");
        assertThat(first.isConnected()).isFalse();
        assertThat(one.take()).containsExactly("1");
        assertThat(one.isClosed()).isFalse();

        order("[\"_disconnect\",\"/\",true,\"" + second.id() + "\"]");
        assertThat(other.isClosed()).isTrue();

        fixture.guest();
        order("[\"_disconnect\",\"/\",false]");
        assertThat(fixture.lastSocket().isConnected()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"emit\"]",
                "[\"emit\",\"/\"]",
                "[\"emit\",\"/\",null]",
                "[\"emit\",\"/\",null,7]",
                "[\"emit\",\"/\",null,\"disconnect\"]",
                "[\"emit\",\"/\",{},\"news\"]",
                "[\"emit\",\"/\",\"\",\"news\"]",
                "[\"emit\",\"/nowhere\",null,\"news\"]",
                "[\"emit\",7,null,\"news\"]",
                "[\"join\",\"/\"]",
                "[\"join\",\"/\",\"\"]",
                "[\"join\",\"/\",[\"new\"]]",
                "[\"leave\",\"/\",null]",
                "[\"_disconnect\",\"/\",\"yes\"]",
                "[\"_disconnect\",\"/nowhere\",true]",
                "[\"_disconnect\",\"/\",true,7]",
                "[\"_disconnect\"]",
                "[\"_disconnect\",\"/admin\",true]",
                "[\"emit\",\"/admin\",null,\"server_stats\",{}]"
            })
    void doesNothingThatIsMalformedOrForTheAdminNamespace(String order) {
        operator.take();
        order(order);

        assertThat(one.take()).isEmpty();
        assertThat(other.take()).isEmpty();
        assertThat(operator.take()).isEmpty();
        assertThat(operator.isClosed()).isFalse();
        assertThat(first.isConnected() && second.isConnected()).isTrue();
        assertThat(first.rooms()).hasSize(2);
        assertThat(fixture.server.namespaces()).hasSize(2);
    }

    @Test
    void doesNothingForOperatorsWhoMayOnlyLook() {
        AdminFixture readOnly = new AdminFixture(false, true);
        Visitor guest = readOnly.guest();
        Visitor looking = readOnly.operator();
        looking.say("2/admin,[\"emit\",\"/\",null,\"news\"]");
        looking.say("2/admin,[\"join\",\"/\",\"new\"]");
        looking.say("2/admin,[\"_disconnect\",\"/\",true]");

        assertThat(guest.take()).isEmpty();
        assertThat(readOnly.lastSocket().isConnected()).isTrue();
        assertThat(readOnly.lastSocket().rooms()).hasSize(1);
    }

    private void order(String event) {
        operator.say("2/admin," + event);
    }
}
