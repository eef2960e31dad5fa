package xyz.anipub.engineio.transport.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.transport.http.SuspendedRequest;

class CarriersTest {

    private static final Logger LOGGER = Logger.getLogger(Carriers.class.getName());

    private final List<String> said = new ArrayList<>();

    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** @param refusal what does not suit it */
    private record Candidate(String name, Optional<RuntimeException> refusal) implements Carrier {

        @Override
        public void carry(HttpServletRequest request, HttpServletResponse response, Opening opening) {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }

        @Override
        public void close() {}
    }

    /** Suits as the one does that is there at the moment. */
    private record Changing(AtomicReference<Carrier> now) implements Carrier {

        @Override
        public String name() {
            return now.get().name();
        }

        @Override
        public void carry(HttpServletRequest request, HttpServletResponse response, Opening opening)
                throws IOException, ServletException {
            now.get().carry(request, response, opening);
        }

        @Override
        public void close() {}
    }

    private static Carrier suitable(String name) {
        return new Candidate(name, Optional.empty());
    }

    private static Carrier unsuitable(String name) {
        return new Candidate(name, Optional.of(new UnsuitableContainerException("another version")));
    }

    @BeforeEach
    void listen() {
        LOGGER.addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.removeHandler(log);
    }

    private static boolean carries(Carriers carriers) throws IOException, ServletException {
        SuspendedRequest exchange = new SuspendedRequest(Map.of());
        return carriers.carry(exchange.request, fresh(), null);
    }

    /** A response to which nothing has been written. */
    private static HttpServletResponse fresh() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                CarriersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> method.getName().equals("isCommitted") ? false : null);
    }

    @Test
    void theFirstThatSuitsCarries() throws Exception {
        Carriers carriers =
                Carriers.of(List.of(suitable("one"), suitable("another")).iterator());
        assertThat(carriers.state()).isEqualTo("whoever suits the first of them");
        assertThat(said).isEmpty();

        assertThat(carries(carriers)).isTrue();
        assertThat(carriers.hasFallenBack()).isFalse();

        assertThat(carriers.state()).isEqualTo("one");
        assertThat(said).containsExactly("WebSockets are carried by one.");
    }

    @Test
    void whoDoesNotSuitIsNamedOnceWithTheReason() throws Exception {
        Carriers carriers =
                Carriers.of(List.of(unsuitable("one"), suitable("another")).iterator());

        for (int i = 0; i < 3; i++) {
            assertThat(carries(carriers)).isTrue();
        }

        assertThat(carriers.state()).isEqualTo("another (not one: another version)");
        assertThat(said).containsExactly("WebSockets are carried by another (not one: another version).");
    }

    @Test
    void theEndpointCarriesWhereNobodySuits() throws Exception {
        Carriers carriers =
                Carriers.of(List.of(unsuitable("one"), unsuitable("another")).iterator());

        assertThat(carriers.hasFallenBack()).isFalse();
        assertThat(carries(carriers)).isFalse();
        assertThat(carries(carriers)).isFalse();
        assertThat(carriers.hasFallenBack()).isTrue();

        assertThat(carriers.state())
                .isEqualTo("the container's endpoint (not one: another version; not another: another version)");
        assertThat(said).hasSize(1);
    }

    /** One listener of the container may suit, while another one does not. */
    @Test
    void hasFallenBackByTheLastHandshake() throws Exception {
        AtomicReference<Carrier> carrier = new AtomicReference<>(unsuitable("one"));
        Carriers carriers = Carriers.of(List.<Carrier>of(new Changing(carrier)).iterator());
        assertThat(carries(carriers)).isFalse();
        assertThat(carriers.hasFallenBack()).isTrue();
        carrier.set(suitable("one"));
        assertThat(carries(carriers)).isTrue();
        assertThat(carriers.hasFallenBack()).isFalse();
        carrier.set(unsuitable("one"));
        assertThat(carries(carriers)).isFalse();
        assertThat(carriers.hasFallenBack()).isTrue();
    }

    @Test
    void theEndpointCarriesFromTheBeginningWhereTheSettingsSaySo() {
        Carriers carriers = Carriers.none();
        assertThat(carriers.hasFallenBack()).isFalse();

        assertThat(carriers.any()).isFalse();
        assertThat(carriers.state()).isEqualTo("the container's endpoint (not a carrier: the settings say so)");
        assertThat(said).containsExactly("WebSockets are carried by " + carriers.state() + ".");
    }

    @Test
    void theEndpointCarriesFromTheBeginningWhereThereAreNoCarriers() {
        Carriers carriers = Carriers.of(List.<Carrier>of().iterator());

        assertThat(carriers.any()).isFalse();
        assertThat(carriers.hasFallenBack()).isTrue();
        assertThat(carriers.state()).isEqualTo("the container's endpoint (not a carrier: there are none)");
        assertThat(said).hasSize(1);
    }

    @Test
    void whatCannotBeLoadedIsNamed() throws Exception {
        Iterator<Carrier> services = new Iterator<>() {

            private final Iterator<Carrier> rest = List.of(suitable("another")).iterator();
            private boolean failed;

            @Override
            public boolean hasNext() {
                return !failed || rest.hasNext();
            }

            @Override
            public Carrier next() {
                if (!failed) {
                    failed = true;
                    throw new NoClassDefFoundError("of/another/Container");
                }
                return rest.next();
            }
        };
        Carriers carriers = Carriers.of(services);

        assertThat(carries(carriers)).isTrue();

        assertThat(carriers.state()).isEqualTo("another (not java.lang.NoClassDefFoundError: of/another/Container)");
    }
}
