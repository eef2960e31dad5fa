package xyz.anipub.boot;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.auth.deletion.Deletion;
import xyz.anipub.auth.deletion.PersonalTraces;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.erasure.ErasedPerson;
import xyz.anipub.chat.erasure.Erasures;

/** What the chat keeps of people, for {@code auth}, which knows nothing of it. */
@SingletonBean
class ErasedPeople implements PersonalTraces {

    private final Erasures erasures;

    @Inject
    ErasedPeople(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public Set<String> erase(Collection<Deletion> people) {
        return erasures
                .step(people.stream()
                        .map(each -> new ErasedPerson(new UserId(each.userId()), each.withMessages(), each.round()))
                        .toList())
                .stream()
                .map(UserId::value)
                .collect(Collectors.toSet());
    }
}
