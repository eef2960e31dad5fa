package xyz.anipub.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words in which strangers are told what is wrong. */
class ReasonTest {

    @ParameterizedTest
    @EnumSource(Reason.class)
    void operatorsFindEachInTheirDocument(Reason reason) throws IOException {
        String document = Files.readString(Path.of("src/docs/operations.md"));
        String health = document.substring(document.indexOf("## Health"), document.indexOf("## Metrics"));
        assertThat(health).contains("`" + reason.text() + "`");
    }
}
