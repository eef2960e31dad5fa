package xyz.anipub.auth.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.auth.profile.ProfileChange.Field;
import xyz.anipub.picture.Files;
import xyz.anipub.picture.PictureRules;
import xyz.anipub.picture.Pictures;
import xyz.anipub.problem.ProblemException;
import xyz.anipub.testing.SettableClock;

class ProfilePicturesTest {

    private static final String ANN = "66aa1b9e5b7d3e0001a1b2a1";

    private final InMemoryProfiles repository = new InMemoryProfiles();
    private final InMemoryBlobs blobs = new InMemoryBlobs();
    private final List<Profile> told = Collections.synchronizedList(new ArrayList<>());
    private final SettableClock clock = SettableClock.atNoon();
    private final Profiles profiles = new Profiles(ProfileRules.USUAL, repository, List.of(told::add), clock);
    private final ProfilePictures pictures =
            new ProfilePictures(profiles, repository, blobs, new Pictures(PictureRules.standard()), clock);

    @BeforeEach
    void ann() {
        repository.add(ANN, "Ann");
    }

    private static void assertProblem(Runnable call, int status) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                        refused.problem().status())
                .isEqualTo(status));
    }

    @Test
    void aPictureHasAnAddressOfItsOwnAndReplacesTheLast() {
        Profile first = pictures.set(ANN, Files.png(30, 30));
        Profile second = pictures.set(ANN, Files.png(30, 30));

        assertThat(first.image()).startsWith("/api/users/" + ANN + "/image?v=").isNotEqualTo(second.image());
        assertThat(told).extracting(Profile::image).containsExactly(first.image(), second.image());
        assertThat(blobs.kept).hasSize(2);
        String version = second.picture().orElseThrow().version();
        assertThat(pictures.find(ANN, version, ProfilePictures.SMALL))
                .hasValueSatisfying(shown -> assertThat(shown.isNamed()).isTrue());
        String replaced = first.picture().orElseThrow().version();
        assertThat(pictures.find(ANN, replaced, ProfilePictures.LARGE)).hasValueSatisfying(shown -> {
            assertThat(shown.isNamed()).isFalse();
            assertThat(shown.blob().id()).isEqualTo(version);
        });
    }

    @Test
    void takingItAwayLeavesNothing() {
        pictures.set(ANN, Files.png(30, 30));

        assertThat(pictures.remove(ANN).image()).isEmpty();
        assertThat(pictures.remove(ANN).image()).isEmpty();
        assertThat(blobs.kept).isEmpty();
        assertThat(pictures.find(ANN, "", ProfilePictures.LARGE)).isEmpty();
    }

    @Test
    void whoeverIsGoneKeepsNoPicture() {
        repository.remove(ANN);

        assertProblem(() -> pictures.set(ANN, Files.png(30, 30)), 404);
        assertProblem(() -> pictures.remove(ANN), 404);
        assertProblem(() -> profiles.get(ANN), 404);
        assertProblem(() -> profiles.change(ANN, Map.of(Field.BIO, "x")), 404);
        assertThat(blobs.kept).isEmpty();
    }

    @Test
    void ofManyAtOnceOneStandsAndNothingElseIsKept() {
        List<CompletableFuture<Profile>> sets = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> pictures.set(ANN, Files.png(20 + i, 20))))
                .toList();
        sets.forEach(CompletableFuture::join);

        Profile.Picture picture = profiles.get(ANN).picture().orElseThrow();
        assertThat(blobs.kept.keySet()).containsExactlyInAnyOrder(picture.version(), picture.small());
    }

    @Test
    void whatANodeThatDiedHasLeftGoesWithTheNextChange() throws IOException {
        blobs.put("users/" + ANN, "image/png", new ByteArrayInputStream(new byte[1]), 1);
        pictures.set(ANN, Files.png(30, 30));
        assertThat(blobs.kept).hasSize(3);

        clock.forward(Duration.ofMinutes(11));
        blobs.now = clock.instant();
        pictures.set(ANN, Files.png(30, 30));

        assertThat(blobs.kept).hasSize(2);
    }

    @Test
    void anAccountThatEndsLeavesNothing() {
        pictures.set(ANN, Files.png(30, 30));
        pictures.forgetAllOf(ANN);

        assertThat(blobs.kept).isEmpty();
    }

    @Test
    void refusalsHaveTheirStatus() {
        assertProblem(() -> pictures.set(ANN, new byte[0]), 415);
        assertProblem(() -> pictures.set(ANN, Files.movingWebp()), 400);
        assertProblem(() -> pictures.set(ANN, new byte[PictureRules.standard().maxBytes() + 1]), 413);
        assertThat(told).isEmpty();
    }

    @Test
    void tooManyChangesAMinuteAreRefused() {
        for (int i = 0; i < ProfileRules.USUAL.images(); i++) {
            pictures.set(ANN, Files.png(3, 3));
        }
        assertProblem(() -> pictures.set(ANN, Files.png(3, 3)), 429);
        for (int i = 0; i < ProfileRules.USUAL.changes(); i++) {
            profiles.change(ANN, Map.of(Field.STATUS, "s" + i));
        }
        assertProblem(() -> profiles.change(ANN, Map.of(Field.STATUS, "x")), 429);
        clock.forward(Duration.ofSeconds(61));
        assertThat(profiles.change(ANN, Map.of(Field.STATUS, "x")).status()).isEqualTo("x");
    }

    @Test
    void aListenerThatFailsStopsNobody() {
        List<Profile> heard = new ArrayList<>();
        Profiles others = new Profiles(
                ProfileRules.USUAL,
                repository,
                List.of(
                        profile -> {
                            throw new IllegalStateException("planned");
                        },
                        heard::add),
                Clock.systemUTC());

        others.change(ANN, Map.of(Field.DISPLAY_NAME, "Annie"));

        assertThat(heard).extracting(Profile::displayName).containsExactly("Annie");
    }
}
