package xyz.anipub;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.TestServer;

/** What is in the WAR is in its bill of materials (CycloneDX), under licences that let others distribute it. */
class SupplyChainIT {

    private static final Path BILL = TestServer.chatWar().resolveSibling("bom.json");
    private static final String LIBRARIES = "WEB-INF/lib/";

    /** A new one wants a look at what it asks of whoever distributes the WAR. */
    private static final Set<String> LICENCES =
            Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-4-Clause", "MPL-2.0", "Unicode-3.0");

    private static List<JsonObject> components;

    @BeforeAll
    static void read() throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(BILL))) {
            components = reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class);
        }
    }

    @Test
    void theBillHasTheLibrariesOfTheWar() throws IOException {
        List<String> libraries;
        try (ZipFile war = new ZipFile(TestServer.chatWar().toFile())) {
            libraries = war.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .map(name -> name.substring(LIBRARIES.length()))
                    .toList();
        }

        assertThat(libraries).hasSizeGreaterThan(10);
        assertThat(components)
                .extracting(each -> each.getString("name") + "-" + each.getString("version") + ".jar")
                .containsAll(libraries);
    }

    @Test
    void everyLicenceIsKnown() {
        assertThat(components)
                .allSatisfy(each ->
                        assertThat(licences(each)).as(each.getString("purl")).anyMatch(LICENCES::contains));
    }

    /** Where there are several, one may choose. */
    private static List<String> licences(JsonObject component) {
        return Optional.ofNullable(component.getJsonArray("licenses")).stream()
                .flatMap(list -> list.getValuesAs(JsonObject.class).stream())
                .flatMap(choice -> choice.containsKey("expression")
                        ? Stream.of(choice.getString("expression"))
                        : Stream.of(choice.getJsonObject("license").getString("id", "")))
                .toList();
    }
}
