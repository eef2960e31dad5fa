package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.SharedChat;

/** What somebody reads who has just started the server. */
class ServerLogIT {

    private final List<String> lines = SharedChat.server().logOfStart().lines().toList();

    @Test
    void saysNothingOfErrors() {
        assertThat(lines)
                .noneMatch(
                        line -> line.contains("SEVERE") || line.matches(".*\\bERROR\\b.*") || line.contains("SLF4J(W)"))
                .anyMatch(line -> line.contains("AniPub Chat is ready"));
    }

    /** Payara Server has a configuration of its own. */
    @Test
    void saysNothingOfCertificates() {
        assumeFalse(System.getProperty("anipub.container", "").equals("payara-server"));

        assertThat(lines).noneMatch(line -> line.contains("certificate"));
    }

    @Test
    void warnsOfTheStoreThatIsForTryingOutAloneAndSaysWhatToDo() {
        List<String> warnings = lines.stream()
                .filter(line -> line.contains("WARN"))
                .filter(line -> line.matches(".*(anipub|mongo|bson|netty|h2|jsonwebtoken|password4j|JDBC driver).*"))
                .filter(line -> !line.contains("PayaraMicro"))
                .toList();

        assertThat(warnings).allMatch(line -> line.contains("EmbeddedMongo"));
        // Servers may break the line after the logger's name.
        assertThat(lines.stream().anyMatch(line -> line.contains("Set MONGODB_URI=")))
                .isEqualTo(System.getenv("ANIPUB_TEST_MONGODB_URI") == null);
    }
}
