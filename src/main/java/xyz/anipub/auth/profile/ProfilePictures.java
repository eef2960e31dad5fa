package xyz.anipub.auth.profile;

import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import xyz.anipub.auth.login.Attempts;
import xyz.anipub.auth.profile.Profile.Picture;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.blob.Blob;
import xyz.anipub.chat.blob.Blobs;
import xyz.anipub.picture.Drawn;
import xyz.anipub.picture.Pictures;
import xyz.anipub.picture.RefusedPictureException;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/**
 * People's pictures: drawn anew by {@link Pictures}, kept as two blobs, named in the profile. The profile decides which picture
 * counts: it is written after the blobs, and whoever replaced a picture there deletes its blobs. What a node that died between the
 * two has left goes with the next change.
 *
 * <p>Any thread may call that may wait: for the store, and to draw.
 */
@SingletonBean
public class ProfilePictures {

    /** The sides that are kept, in pixels. */
    public static final int LARGE = 256;

    public static final int SMALL = 64;

    private static final System.Logger LOG = System.getLogger(ProfilePictures.class.getName());

    /** Of one person; more are a sign of trouble, and go with later changes. */
    private static final int MOST_LEFT = 100;

    /** A change that goes on meanwhile takes no longer. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    /** A drawn picture has some 20 kB, and no more than its pixels. */
    private static final long MOST_BYTES = 1024L * 1024;

    private final Profiles profiles;
    private final ProfileRepository repository;
    private final Blobs blobs;
    private final Pictures pictures;
    private final Clock clock;
    private final Attempts<String> changes;

    /**
     * A picture to be shown.
     *
     * @param isNamed whether it is the very one that the address names, which never changes
     */
    public record Shown(Blob blob, boolean isNamed) {}

    @Inject
    public ProfilePictures(Profiles profiles, ProfileRepository repository, Blobs blobs, Pictures pictures) {
        this(profiles, repository, blobs, pictures, Clock.systemUTC());
    }

    ProfilePictures(Profiles profiles, ProfileRepository repository, Blobs blobs, Pictures pictures, Clock clock) {
        this.profiles = profiles;
        this.repository = repository;
        this.blobs = blobs;
        this.pictures = pictures;
        this.clock = clock;
        this.changes = new Attempts<>(profiles.rules().images(), clock);
    }

    /** How many bytes a file may have. */
    public int maxBytes() {
        return pictures.rules().maxBytes();
    }

    /**
     * Makes a file somebody's picture.
     *
     * @return the profile with it
     * @throws ProblemException 400, 413 or 415 if the file is not taken; 404 if the account is gone; 429 after too many changes; 503
     *     if too many are drawn
     */
    public Profile set(String id, byte[] file) {
        changes.countOrPause(id).ifPresent(wait -> {
            throw new ProblemException(
                    Problem.of(ProblemCode.RATE_LIMITED, "Your picture was changed too often. Try again later.")
                            .withRetryAfter(wait));
        });
        List<Drawn> drawn = draw(file);
        Picture picture = keep(id, drawn);
        if (!replace(id, address(id, picture), Optional.of(picture))) {
            forget(List.of(picture.version(), picture.small()));
            throw Profiles.nobody();
        }
        return told(id);
    }

    /** Takes somebody's picture away, whatever its address; no error if there is none. */
    public Profile remove(String id) {
        if (!replace(id, "", Optional.empty())) {
            throw Profiles.nobody();
        }
        return told(id);
    }

    /** Deletes what is kept of somebody's pictures, for an account that ends. */
    public void forgetAllOf(String id) {
        forget(blobs.of(group(id), MOST_LEFT).stream().map(Blob::id).toList());
    }

    /**
     * The picture of somebody as it is now.
     *
     * @param version of the address that was asked for, empty if it has none
     */
    public Optional<Shown> find(String id, String version, int side) {
        return profiles.find(id).flatMap(Profile::picture).flatMap(picture -> blobs.find(
                        side == LARGE ? picture.version() : picture.small())
                .map(blob -> new Shown(blob, picture.version().equals(version))));
    }

    /** The bytes of what was found; empty if it was deleted meanwhile. Whoever asks closes it. */
    public Optional<InputStream> open(Blob blob) {
        return blobs.open(blob.id());
    }

    private List<Drawn> draw(byte[] file) {
        try {
            return pictures.draw(file, LARGE, SMALL);
        } catch (RefusedPictureException refused) {
            String why = String.valueOf(refused.getMessage());
            Problem problem =
                    switch (refused.reason()) {
                        case FORMAT -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, why);
                        case BYTES -> Problem.of(ProblemCode.TOO_LARGE, why);
                        case CONTENT -> Problem.of(ProblemCode.INVALID, why);
                        case BUSY -> Problem.of(ProblemCode.UNAVAILABLE, why).withRetryAfter(Duration.ofSeconds(2));
                    };
            throw new ProblemException(problem, refused);
        }
    }

    private Picture keep(String id, List<Drawn> drawn) {
        List<String> kept = new ArrayList<>();
        try {
            drawn.forEach(each -> kept.add(keep(id, each)));
            return new Picture(kept.get(0), kept.get(1));
        } catch (RuntimeException failure) {
            forget(kept);
            throw failure;
        }
    }

    private String keep(String id, Drawn drawn) {
        try {
            return blobs.put(group(id), drawn.type(), new ByteArrayInputStream(drawn.bytes()), MOST_BYTES)
                    .orElseThrow(() -> new IllegalStateException("A drawn picture has " + drawn.bytes().length))
                    .id();
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    /** False if there is nobody. Where the store does not say what it did, both pictures stay until the next change. */
    private boolean replace(String id, String image, Optional<Picture> picture) {
        Optional<Profile> before = repository.setPicture(id, image, picture);
        before.flatMap(Profile::picture).ifPresent(old -> forget(List.of(old.version(), old.small())));
        before.ifPresent(somebody -> forgetLeftOvers(id));
        return before.isPresent();
    }

    private void forgetLeftOvers(String id) {
        Instant old = clock.instant().minus(UNDER_WAY);
        try {
            List<Blob> all = blobs.of(group(id), MOST_LEFT);
            List<String> current = profiles.find(id).flatMap(Profile::picture).stream()
                    .flatMap(picture -> List.of(picture.version(), picture.small()).stream())
                    .toList();
            forget(all.stream()
                    .filter(blob -> blob.at().isBefore(old) && !current.contains(blob.id()))
                    .map(Blob::id)
                    .toList());
        } catch (RuntimeException away) {
            LOG.log(System.Logger.Level.DEBUG, "left for the next change", away);
        }
    }

    /** As far as it can be done; the rest goes with a later change. */
    private void forget(List<String> ids) {
        try {
            ids.forEach(blobs::delete);
        } catch (RuntimeException away) {
            LOG.log(System.Logger.Level.DEBUG, "left for the next change", away);
        }
    }

    private Profile told(String id) {
        Profile changed = profiles.get(id);
        profiles.tell(changed);
        return changed;
    }

    private static String address(String id, Picture picture) {
        return "/api/users/" + id + "/image?v=" + picture.version();
    }

    private static String group(String id) {
        return "users/" + id;
    }
}
