package xyz.anipub.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.picture.RefusedPictureException.Reason;

class PicturesTest {

    private static final int RED = 0xFFFF0000;
    private static final int BLUE = 0xFF0000FF;

    private final Pictures pictures = new Pictures(PictureRules.standard());

    private static BufferedImage read(Drawn drawn) {
        try {
            return ImageIO.read(new ByteArrayInputStream(drawn.bytes()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private BufferedImage drawn(byte[] file) {
        List<Drawn> drawn = pictures.draw(file, 256, 64);
        assertThat(drawn).extracting(Drawn::side).containsExactly(256, 64);
        assertThat(drawn).allSatisfy(each -> {
            assertThat(read(each).getWidth()).isEqualTo(each.side());
            assertThat(read(each).getHeight()).isEqualTo(each.side());
        });
        return read(drawn.get(0));
    }

    private static boolean isLike(int pixel, int wanted) {
        return Stream.of(24, 16, 8, 0)
                .allMatch(shift -> Math.abs((pixel >>> shift & 0xFF) - (wanted >>> shift & 0xFF)) < 24);
    }

    private void assertRefused(byte[] file, Reason reason) {
        assertThatThrownBy(() -> pictures.draw(file, 64))
                .isInstanceOfSatisfying(RefusedPictureException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
    }

    static Stream<byte[]> halves() {
        return Stream.of(
                Files.png(100, 100),
                Files.png(3000, 1000),
                Files.png(7, 300),
                Files.jpeg(100, 60),
                Files.jpeg(2100, 2100));
    }

    @ParameterizedTest
    @MethodSource("halves")
    void theSquareInTheMiddleIsDrawn(byte[] file) {
        BufferedImage image = drawn(file);

        assertThat(isLike(image.getRGB(20, 128), RED)).isTrue();
        assertThat(isLike(image.getRGB(230, 128), BLUE)).isTrue();
    }

    @Test
    void whatShowsThroughStaysSo() {
        BufferedImage half = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        for (int i = 128; i < 256; i++) {
            half.setRGB(i % 16, i / 16, RED);
        }
        Drawn drawn = pictures.draw(Files.written(half, "png"), 64).get(0);

        assertThat(drawn.type()).isEqualTo("image/png");
        assertThat(read(drawn).getRGB(32, 10) >>> 24).isZero();
        assertThat(isLike(read(drawn).getRGB(32, 54), RED)).isTrue();
        assertThat(isLike(drawn(Files.lossyWebp()).getRGB(100, 100), RED)).isTrue();
        assertThat(pictures.draw(Files.png(9, 9), 64).get(0).type()).isEqualTo("image/jpeg");
    }

    /** Red is on the left of what is kept. */
    @ParameterizedTest
    @CsvSource({
        "1, 20, 128",
        "2, 236, 128",
        "3, 236, 128",
        "4, 20, 128",
        "5, 128, 20",
        "6, 128, 20",
        "7, 128, 236",
        "8, 128, 236",
        "0, 20, 128",
        "9, 20, 128"
    })
    void isTurnedAsTheCameraWasHeld(int orientation, int x, int y) {
        BufferedImage image = drawn(Files.turned(Files.jpeg(80, 80), orientation));

        assertThat(isLike(image.getRGB(x, y), RED)).isTrue();
        assertThat(isLike(image.getRGB(255 - x, 255 - y), BLUE)).isTrue();
    }

    @Test
    void greysStayWhatTheyAre() {
        BufferedImage gray = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 1600; i++) {
            gray.getRaster().setSample(i % 40, i / 40, 0, 128);
        }

        assertThat(isLike(drawn(Files.written(gray, "png")).getRGB(100, 100), 0xFF808080))
                .isTrue();
        assertThat(isLike(drawn(Files.written(gray, "jpeg")).getRGB(100, 100), 0xFF808080))
                .isTrue();
    }

    @Test
    void nothingHiddenSurvives() {
        String secret = "geo:52.5,13.4";
        byte[] text = ("Comment\0" + secret).getBytes(StandardCharsets.ISO_8859_1);
        byte[] png = Files.joined(
                Files.withChunk(Files.png(50, 50), "tEXt", text), secret.getBytes(StandardCharsets.ISO_8859_1));

        for (Drawn drawn : pictures.draw(png, 256, 64)) {
            assertThat(new String(drawn.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(secret);
        }
        Outline outline = Outline.of(png);
        assertThat(new String(outline.pixels(), StandardCharsets.ISO_8859_1)).doesNotContain(secret);
    }

    @Test
    void exactlyAtItsLimitsIsTaken() {
        byte[] file = Files.png(64, 32);
        Pictures exact = new Pictures(new PictureRules(file.length, 64, 1, Duration.ZERO));

        assertThat(exact.draw(file, 64)).hasSize(1);
        assertThatThrownBy(() -> exact.draw(Arrays.copyOf(file, file.length + 1), 64))
                .isInstanceOfSatisfying(RefusedPictureException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.BYTES));
        assertRefused(Files.png(4097, 1), Reason.CONTENT);
        assertThat(pictures.draw(Files.png(4096, 4), 64)).hasSize(1);
    }

    static Stream<Arguments> refused() {
        byte[] png = Files.png(30, 30);
        byte[] jpeg = Files.jpeg(30, 30);
        byte[] webp = Files.lossyWebp();
        byte[] jpegOfOtherSides = jpeg.clone();
        for (int i = 0; i < jpeg.length - 8; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                ByteBuffer.wrap(jpegOfOtherSides)
                        .putShort(i + 5, (short) 65_000)
                        .putShort(i + 7, (short) 65_000);
            }
        }
        byte[] webpOfOtherSides = webp.clone();
        ByteBuffer.wrap(webpOfOtherSides).order(ByteOrder.LITTLE_ENDIAN).putInt(26, 0x3FFF | 0x3FFF << 16);
        return Stream.of(
                Arguments.of("nothing", new byte[0], Reason.FORMAT),
                Arguments.of(
                        "SVG",
                        "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
                        Reason.FORMAT),
                Arguments.of(
                        "HTML", "<!doctype html><script>1</script>".getBytes(StandardCharsets.UTF_8), Reason.FORMAT),
                Arguments.of("GIF", Files.written(Files.halves(9, 9), "gif"), Reason.FORMAT),
                Arguments.of("PNG's signature alone", Arrays.copyOf(png, 8), Reason.FORMAT),
                Arguments.of(
                        "HTML behind PNG's signature",
                        Files.joined(
                                Arrays.copyOf(png, 8), "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)),
                        Reason.CONTENT),
                Arguments.of("cut PNG", Arrays.copyOf(png, png.length - 20), Reason.CONTENT),
                Arguments.of("cut JPEG", Arrays.copyOf(jpeg, jpeg.length - 20), Reason.CONTENT),
                Arguments.of("cut WebP", Arrays.copyOf(webp, webp.length - 2), Reason.CONTENT),
                Arguments.of("PNG of 50,000 pixels a side", Files.resized(png, 50_000, 50_000), Reason.CONTENT),
                Arguments.of("PNG of negative sides", Files.resized(png, -1, 5), Reason.CONTENT),
                Arguments.of("PNG without pixels", Files.resized(png, 0, 0), Reason.CONTENT),
                Arguments.of("PNG with fewer pixels than it says", Files.resized(png, 3000, 3000), Reason.CONTENT),
                Arguments.of("JPEG of 65,000 pixels a side", jpegOfOtherSides, Reason.CONTENT),
                Arguments.of("WebP of 16,384 pixels a side", webpOfOtherSides, Reason.CONTENT),
                Arguments.of("moving PNG", Files.withChunk(png, "acTL", new byte[8]), Reason.CONTENT),
                Arguments.of("lossless WebP", Files.losslessWebp(), Reason.CONTENT),
                Arguments.of("WebP that shows through", Files.transparentWebp(), Reason.CONTENT),
                Arguments.of("moving WebP", Files.movingWebp(), Reason.CONTENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefused(String name, byte[] file, Reason reason) {
        assertRefused(file, reason);
    }

    @Test
    void whatIsLosslessIsRefusedByItsName() {
        assertThatThrownBy(() -> pictures.draw(Files.losslessWebp(), 64)).hasMessageContaining("use a PNG");
        assertThatThrownBy(() -> pictures.draw(Files.transparentWebp(), 64)).hasMessageContaining("use a PNG");
        assertThatThrownBy(() -> pictures.draw(Files.plainlyTransparentWebp(), 64))
                .hasMessageContaining("use a PNG");
    }

    /** Each answers with a picture or a refusal, and nothing else. */
    @Test
    void damagedFilesAreTakenOrRefused() {
        Random random = new Random(7);
        for (Supplier<byte[]> sound : List.<Supplier<byte[]>>of(
                () -> Files.png(20, 20),
                () -> Files.turned(Files.jpeg(20, 20), 6),
                Files::transparentWebp,
                Files::lossyWebp)) {
            for (int i = 0; i < 150; i++) {
                byte[] file = sound.get();
                for (int j = 0; j < 1 + i % 4; j++) {
                    file[random.nextInt(file.length)] = (byte) random.nextInt();
                }
                try {
                    assertThat(pictures.draw(file, 8)).hasSize(1);
                } catch (RefusedPictureException refused) {
                    assertThat(refused.reason()).isNotEqualTo(Reason.BUSY);
                }
            }
        }
    }

    @Test
    void aJpegOfVeryManyStepsIsRefused() {
        byte[] jpeg = Files.jpeg(8, 8);
        int scan = 0;
        while ((jpeg[scan] & 0xFF) != 0xFF || (jpeg[scan + 1] & 0xFF) != 0xDA) {
            scan++;
        }
        byte[] start = Arrays.copyOf(jpeg, scan);
        byte[] step = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[] many = start;
        for (int i = 0; i < 60; i++) {
            many = Files.joined(many, step);
        }

        assertRefused(Files.joined(many, new byte[] {(byte) 0xFF, (byte) 0xD9}), Reason.CONTENT);
    }

    @Test
    void leavesNoReaderAndNoClassLoaderBehind() {
        ClassLoader mine = Thread.currentThread().getContextClassLoader();
        pictures.draw(Files.lossyWebp(), 64);

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(mine);
    }
}
