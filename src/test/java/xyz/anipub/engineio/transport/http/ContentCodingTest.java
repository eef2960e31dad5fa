package xyz.anipub.engineio.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCodingTest {

    private static final byte[] CONTENT = "abc".repeat(1_000).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "gzip, GZIP",
        "'deflate, gzip', GZIP",
        "'gzip;q=0.5, deflate;q=0.8', DEFLATE",
        "'GZIP;Q=1', GZIP",
        "'gzip, deflate, br', BR",
        "'br;q=0, gzip', GZIP",
        "*, BR",
        "'*;q=0.1, gzip', GZIP",
        "'*, br;q=0', GZIP",
    })
    void isWhatTheClientLikesBest(String accepted, ContentCoding expected) {
        assertThat(ContentCoding.choose(accepted, EnumSet.allOf(ContentCoding.class)))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"identity", "gzip;q=0", "''", "*;q=0", "zstd", "gzip;q=often", "br"})
    void isNoneWhereTheClientWantsNone(String accepted) {
        assertThat(ContentCoding.choose(accepted, List.of(ContentCoding.GZIP, ContentCoding.DEFLATE)))
                .isEmpty();
    }

    @Test
    void isNoneWhereTheClientIsSilent() {
        assertThat(ContentCoding.choose(null, EnumSet.allOf(ContentCoding.class)))
                .isEmpty();
    }

    @Test
    void givesTheContentBack() throws IOException {
        byte[] zipped = ContentCoding.GZIP.encode(CONTENT);
        byte[] deflated = ContentCoding.DEFLATE.encode(CONTENT);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped))).hasBinaryContent(CONTENT);
        assertThat(new InflaterInputStream(new ByteArrayInputStream(deflated))).hasBinaryContent(CONTENT);
        assertThat(zipped).hasSizeLessThan(CONTENT.length / 10);
    }
}
