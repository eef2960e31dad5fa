package xyz.anipub.chat.rest;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.auth.Principal;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.ProblemException;

/** Who is calling, for the time of one request. */
@RequestScoped
public class Caller {

    private @Nullable Principal principal;

    void identify(Principal identified) {
        principal = identified;
    }

    /** The caller as who may do something. */
    public Actor actor() {
        return new Actor(member().id(), isAdmin());
    }

    /** Whether the caller is an admin of the site. */
    public boolean isAdmin() {
        return principal != null && principal.origin().admin();
    }

    /** The caller as whose token says it. */
    public Principal principal() {
        return Optional.ofNullable(principal)
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.UNAUTHORIZED)));
    }

    /** The caller as rooms know one. */
    public Member member() {
        Principal who = principal();
        return new Member(new UserId(who.userId()), who.name(), who.image(), who.displayName());
    }
}
