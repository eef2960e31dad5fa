package xyz.anipub.auth.admin;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The first admin of the nodes of one test. */
public final class InMemoryFirstAdmin implements FirstAdmin {

    private final AtomicReference<String> admin = new AtomicReference<>("");
    private final AtomicReference<String> code = new AtomicReference<>("");

    @Override
    public Optional<String> find() {
        return Optional.of(admin.get()).filter(id -> !id.isEmpty());
    }

    @Override
    public boolean become(String userId) {
        return admin.compareAndSet("", userId) || admin.get().equals(userId);
    }

    @Override
    public void resign(String userId) {
        if (admin.compareAndSet(userId, "")) {
            code.set("");
        }
    }

    @Override
    public String code(String candidate) {
        code.compareAndSet("", candidate);
        return code.get();
    }
}
