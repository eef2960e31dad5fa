package xyz.anipub.chat.history;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.Quote;

/**
 * The newest messages of a room, as they are after all of its changes up to a number.
 *
 * @param messages oldest first, without holes
 * @param lastChange what later changes have made of them may show, too
 */
public record NewestPage(List<Message> messages, long lastChange) {

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    public Message last() {
        return messages.get(messages.size() - 1);
    }

    boolean contains(Message message) {
        long index = message.seq() - messages.get(0).seq();
        return index >= 0
                && index < messages.size()
                && messages.get((int) index).id().equals(message.id());
    }

    /**
     * This page with what was read since, from its last message on.
     *
     * @param missed all messages from its last one on, and all that were changed after {@link #lastChange()}
     * @param change up to which {@code missed} is known to be complete
     * @return empty if they do not lead on from this page
     */
    Optional<NewestPage> with(List<Message> missed, long change) {
        Map<Object, Message> fresh = missed.stream().collect(Collectors.toMap(Message::id, Function.identity()));
        List<Message> more = missed.stream()
                .filter(message -> message.seq() > last().seq())
                .sorted(Comparator.comparing(Message::seq))
                .toList();
        boolean leadOn = fresh.containsKey(last().id())
                && IntStream.range(0, more.size()).allMatch(i -> more.get(i).seq() == last().seq() + 1 + i);
        if (!leadOn) {
            return Optional.empty();
        }
        List<Message> known = messages.stream()
                .map(message -> fresh.getOrDefault(message.id(), quoting(message, fresh)))
                .toList();
        return Optional.of(new NewestPage(
                tail(Stream.concat(known.stream(), more.stream()).toList(), NewestMessages.PAGE), change));
    }

    /** What is changed may be quoted, too. */
    private static Message quoting(Message message, Map<Object, Message> fresh) {
        return message.replyTo()
                .map(quote -> fresh.get(quote.message()))
                .map(original -> message.quoting(Quote.of(original)))
                .orElse(message);
    }

    /** This page with the messages that follow its last one in another. */
    NewestPage joined(List<Message> others) {
        List<Message> more =
                others.stream().filter(message -> message.seq() > last().seq()).toList();
        return more.isEmpty()
                ? this
                : new NewestPage(
                        tail(Stream.concat(messages.stream(), more.stream()).toList(), NewestMessages.PAGE),
                        lastChange);
    }

    NewestPage tail(int limit) {
        return messages.size() <= limit ? this : new NewestPage(tail(messages, limit), lastChange);
    }

    private static List<Message> tail(List<Message> page, int limit) {
        return page.size() <= limit ? page : List.copyOf(page.subList(page.size() - limit, page.size()));
    }

    /** An estimate in bytes: two for a character, and what the objects around them take. */
    long size() {
        return messages.stream().mapToLong(NewestPage::size).sum();
    }

    private static long size(Message message) {
        int others = message.state().reactions().size() + message.mentions().size();
        return 500
                + 200L * others
                + 2L
                        * (message.content().length()
                                + message.sender().name().length()
                                + message.sender().image().length()
                                + message.clientId().map(String::length).orElse(0)
                                + message.replyTo()
                                        .map(quote -> 200 + quote.content().length())
                                        .orElse(0));
    }
}
