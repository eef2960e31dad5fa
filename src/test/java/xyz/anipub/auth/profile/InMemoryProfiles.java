package xyz.anipub.auth.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.auth.profile.Profile.Picture;
import xyz.anipub.auth.profile.ProfileChange.Field;

/** Profiles in a map, with the promises of the port. */
final class InMemoryProfiles implements ProfileRepository {

    private final Map<String, Profile> byId = new LinkedHashMap<>();

    synchronized void add(String id, String name) {
        byId.put(id, new Profile(id, name, name, "", "", "", Optional.empty(), Optional.empty()));
    }

    synchronized void remove(String id) {
        byId.remove(id);
    }

    @Override
    public synchronized Optional<Profile> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized Optional<Profile> change(String id, ProfileChange change) {
        Map<Field, String> texts = change.texts();
        return Optional.ofNullable(byId.computeIfPresent(id, (key, old) -> {
            String called = texts.getOrDefault(Field.DISPLAY_NAME, old.displayName());
            return new Profile(
                    id,
                    old.name(),
                    called.isEmpty() ? old.name() : called,
                    old.image(),
                    texts.getOrDefault(Field.BIO, old.bio()),
                    texts.getOrDefault(Field.STATUS, old.status()),
                    old.since(),
                    old.picture());
        }));
    }

    @Override
    public synchronized Optional<Profile> setPicture(String id, String image, Optional<Picture> picture) {
        Optional<Profile> before = byId(id);
        before.ifPresent(old -> byId.put(
                id,
                new Profile(id, old.name(), old.displayName(), image, old.bio(), old.status(), old.since(), picture)));
        return before;
    }
}
