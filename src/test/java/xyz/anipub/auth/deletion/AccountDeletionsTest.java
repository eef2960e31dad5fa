package xyz.anipub.auth.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import xyz.anipub.audit.InMemoryAuditLog;
import xyz.anipub.auth.InvalidTokenException;
import xyz.anipub.auth.Principal;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.User;
import xyz.anipub.auth.admin.AdminDeeds;
import xyz.anipub.auth.admin.Admins;
import xyz.anipub.auth.admin.InMemoryFirstAdmin;
import xyz.anipub.auth.invitation.Invitation;
import xyz.anipub.auth.invitation.InvitationStore;
import xyz.anipub.auth.profile.PicturesAlone;
import xyz.anipub.auth.reset.ResetCode;
import xyz.anipub.auth.reset.ResetCodes;
import xyz.anipub.auth.session.Visitor;
import xyz.anipub.auth.token.AuthFixture;
import xyz.anipub.auth.token.IssuedToken;
import xyz.anipub.problem.ProblemException;
import xyz.anipub.testing.SignedToken;

class AccountDeletionsTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String DORA = "0123456789abcdef0123456f";
    private static final Visitor DESK = Visitor.of("Desk", "192.0.2.7");

    private final AuthFixture auth = new AuthFixture();
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final Deleted store = new Deleted();
    private final AccountDeletions deletions = new AccountDeletions(
            auth.users, auth.tokens, store, auth.sessions, new AdminDeeds(audit), DeletionSettings.USUAL, auth.clock);

    /** Over the users of the fixture. */
    private final class Deleted implements DeletedUsers {

        final Map<Deletion, Instant> due = new LinkedHashMap<>();

        @Override
        public boolean delete(User before, boolean withMessages, Instant now, Instant nameFree) {
            boolean did = auth.repository.delete(before);
            if (did) {
                due.put(new Deletion(before.id(), withMessages, 0, nameFree), now);
            }
            return did;
        }

        @Override
        public List<Deletion> due(Instant now, int limit) {
            return due.keySet().stream()
                    .filter(each -> !due.get(each).isAfter(now))
                    .toList();
        }

        @Override
        public void done(Deletion deletion, Optional<Instant> next) {
            due.remove(deletion);
            next.ifPresent(at -> due.put(
                    new Deletion(deletion.userId(), deletion.withMessages(), deletion.round() + 1, deletion.nameFree()),
                    at));
        }
    }

    private IssuedToken ann() {
        User ann = auth.users.register("Ann", PASSWORD, "", "", "192.0.2.1");
        return auth.sessions.begin(ann, DESK, false);
    }

    private void delete(IssuedToken token, String password) {
        delete(token.principal(), token.token(), Optional.of(password));
    }

    private void delete(Principal caller, String token, Optional<String> password) {
        deletions.delete(caller, token, password, false, "192.0.2.1");
    }

    private int refusal(Runnable call) {
        return catchThrowableOfType(ProblemException.class, call::run).problem().status();
    }

    @Test
    void noTokenCountsAndNobodyLogsIn() {
        IssuedToken here = ann();
        IssuedToken there = auth.sessions.begin(auth.users.login("ann", PASSWORD, "192.0.2.1"), DESK, true);
        assertThat(refusal(() -> delete(here, "wrong"))).isEqualTo(403);
        assertThat(refusal(() -> delete(here.principal(), here.token(), Optional.empty())))
                .isEqualTo(403);
        auth.tokens.verify(here.token());
        delete(here, PASSWORD);
        for (IssuedToken each : List.of(here, there)) {
            assertThatThrownBy(() -> auth.tokens.verify(each.token())).isInstanceOf(InvalidTokenException.class);
        }
        assertThat(auth.disconnected).contains(here.principal().userId() + " but ");
        assertThat(refusal(() -> auth.users.login("Ann", PASSWORD, "192.0.2.2")))
                .isEqualTo(401);
        assertThatThrownBy(() -> delete(here, PASSWORD)).isInstanceOf(InvalidTokenException.class);
        assertThat(auth.users.find(here.principal().userId())).isEmpty();
        assertThat(audit.actions())
                .containsExactly("account_deleted " + here.principal().userId());
    }

    @Test
    void anotherSitesTokenHasToBeNewAndMakesNobodyAnew() {
        String old = foreign(Duration.ofMinutes(5));
        Principal dora = auth.tokens.verify(old);
        assertThat(refusal(() -> delete(dora, old, Optional.empty()))).isEqualTo(403);
        String fresh = foreign(Duration.ofMinutes(4));
        delete(dora, fresh, Optional.empty());
        assertThatThrownBy(() -> auth.tokens.verify(fresh)).isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> auth.tokens.verify(foreign(Duration.ZERO))).isInstanceOf(InvalidTokenException.class);
        auth.clock.forward(Duration.ofDays(400));
        assertThatThrownBy(() -> auth.tokens.verify(foreign(Duration.ZERO))).isInstanceOf(InvalidTokenException.class);
    }

    private String foreign(Duration age) {
        Instant now = auth.clock.instant();
        return SignedToken.of(AuthFixture.SECRET, DORA, "Dora", now.minus(age), now.plus(Duration.ofHours(1)));
    }

    @Test
    void loginsAndPasswordsThatWereUnderWayComeToNothing() {
        IssuedToken token = ann();
        User before = auth.users.login("Ann", PASSWORD, "192.0.2.1");
        delete(token, PASSWORD);
        IssuedToken late = auth.sessions.begin(before, DESK, false);
        assertThatThrownBy(() -> auth.tokens.verify(late.token())).isInstanceOf(InvalidTokenException.class);
        assertThat(refusal(() -> auth.users.setPassword(before, "another password", "", "192.0.2.1")))
                .isEqualTo(409);
        assertThat(auth.repository.suspend(before.id(), Optional.empty())).isFalse();
    }

    @Test
    void aPasswordThatChangesMeanwhileHasItRefused() {
        IssuedToken token = ann();
        String id = token.principal().userId();
        audit.before = () -> auth.repository.changePassword(
                id, auth.repository.byId(id).orElseThrow().passwordHash(), "$new", "");
        assertThat(refusal(() -> delete(token, PASSWORD))).isEqualTo(409);
        assertThat(store.due).isEmpty();
    }

    @Test
    void nobodyIsCalledAsThoseWhoAreGone() {
        for (String name : List.of("Deleted user", "deleted USER", "Deleted\u00a0user")) {
            assertThatThrownBy(() -> auth.users.register(name, PASSWORD, "", "", "192.0.2.1"))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void whatIsLeftGoesInRoundsUntilTheNameIsFree() {
        IssuedToken token = ann();
        String id = token.principal().userId();
        List<Instant> erased = new ArrayList<>();
        List<Integer> missing = new ArrayList<>(List.of(2, 1, 0, 0, 0, 0));
        DeletionSweep sweep = sweep(due -> {
            erased.add(auth.clock.instant());
            return missing.remove(0) > 0
                    ? Set.of()
                    : due.stream().map(Deletion::userId).collect(Collectors.toSet());
        });
        sweep.sweep();
        assertThat(erased).isEmpty();
        auth.clock.forward(DeletionSweep.IDLE);
        delete(token, PASSWORD);
        Instant start = auth.clock.instant();
        auth.sessions.begin(new User(id, "Ann", "", ""), DESK, false);
        auth.disconnected.clear();
        for (int i = 0; i < 3; i++) {
            sweep.sweep();
        }
        assertThat(erased).as("until nothing is left").hasSize(3);
        assertThat(auth.sessionStore.of(id, 10)).as("begun meanwhile").isEmpty();
        assertThat(auth.disconnected).as("said once more").containsOnlyOnce(id + " but ");
        List<Duration> pauses = List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(30));
        pauses.forEach(pause -> {
            auth.clock.forward(pause);
            sweep.sweep();
            sweep.sweep();
        });
        assertThat(erased).hasSize(6);
        assertThat(store.due).isEmpty();
        assertThat(Duration.between(start, erased.get(5))).isGreaterThanOrEqualTo(Duration.ofDays(30));
    }

    @Test
    void whatFailsIsDoneAgain() {
        IssuedToken token = ann();
        auth.disconnected.clear();
        delete(token, PASSWORD);
        boolean[] away = {true};
        DeletionSweep sweep = sweep(due -> {
            if (away[0]) {
                throw new UnavailableException("away");
            }
            return Set.of(token.principal().userId());
        });
        assertThatThrownBy(sweep::sweep).isInstanceOf(UnavailableException.class);
        away[0] = false;
        sweep.sweep();
        assertThat(store.due(auth.clock.instant(), 10)).isEmpty();
        assertThat(store.due).hasSize(1);
    }

    private DeletionSweep sweep(PersonalTraces traces) {
        return new DeletionSweep(
                store,
                auth.sessions,
                new NoCodes(),
                new NoInvitations(),
                PicturesAlone.of(auth.clock),
                new Admins(auth.settings, new InMemoryFirstAdmin(), auth.counts(attempt -> {}), new AdminDeeds(audit)),
                List.of(traces),
                auth.clock);
    }

    private static final class NoInvitations implements InvitationStore {

        @Override
        public void add(Invitation invitation) {}

        @Override
        public List<Invitation> list(int limit) {
            return List.of();
        }

        @Override
        public boolean remove(String id) {
            return false;
        }

        @Override
        public void removeOf(String by) {}

        @Override
        public boolean takeUse(String digest, Instant now) {
            return false;
        }

        @Override
        public void giveBack(String digest) {}

        @Override
        public long sweep(Instant now) {
            return 0;
        }
    }

    private static final class NoCodes implements ResetCodes {

        @Override
        public void put(ResetCode code) {}

        @Override
        public void putBack(ResetCode code) {}

        @Override
        public Optional<ResetCode> take(String digest, Instant now) {
            return Optional.empty();
        }

        @Override
        public void forget(String userId) {}

        @Override
        public long sweep(Instant now) {
            return 0;
        }
    }
}
