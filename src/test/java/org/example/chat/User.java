package org.example.chat;

import java.security.Principal;
import java.util.Optional;

/** Whoever says a name. */
public record User(String name) implements Principal {

    static Optional<User> of(String name) {
        return Optional.ofNullable(name).map(User::new);
    }

    @Override
    public String getName() {
        return name;
    }
}
