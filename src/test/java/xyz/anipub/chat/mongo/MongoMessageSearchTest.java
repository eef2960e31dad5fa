package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.search.MessageSearch.Stretch;
import xyz.anipub.chat.search.SearchRules;

class MongoMessageSearchTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final RoomId room = TestIds.room();
    private final RoomId other = TestIds.room();
    private MongoMessageRepository messages;
    private MongoMessageSearch search;

    @BeforeEach
    void empty() {
        ChatStore store = mongo.emptyStore();
        messages = new MongoMessageRepository(store);
        search = new MongoMessageSearch(store, SearchRules.standard());
    }

    private void post(RoomId where, long seq, String content, long millis) {
        messages.append(List.of(
                new Message(messages.nextId(), where, seq, ann, content, NOON.plusMillis(millis), Optional.empty())));
    }

    private List<String> contents(List<Message> found) {
        return found.stream().map(Message::content).toList();
    }

    @Test
    void findsTheNewestOfAStretchFirst() {
        String[] contents = {"apple", "Pear", "APPLE pie", "pineapple", "plum", "apple"};
        for (int i = 0; i < contents.length; i++) {
            post(room, i + 1, contents[i], i);
        }
        post(other, 1, "apple elsewhere", 0);
        assertThat(contents(search.in(new Stretch(room, 1, 6), "Apple", 50)))
                .containsExactly("pineapple", "APPLE pie", "apple");
        assertThat(contents(search.in(new Stretch(room, 2, 7), "apple", 2))).containsExactly("apple", "pineapple");
        assertThat(search.in(new Stretch(room, 1, 7), "cherry", 50)).isEmpty();
    }

    @Test
    void findsOverSeveralRoomsByTime() {
        post(room, 1, "x old", 1);
        post(other, 1, "x middle", 2);
        post(room, 2, "x new", 3);
        post(TestIds.room(), 1, "x in a room not asked for", 4);
        List<Stretch> both = List.of(new Stretch(room, 1, 3), new Stretch(other, 1, 2));
        assertThat(contents(search.in(both, "X", 50))).containsExactly("x new", "x middle", "x old");
        assertThat(contents(search.in(both, "X", 1))).containsExactly("x new");
        assertThat(search.in(List.of(), "x", 1)).isEmpty();
    }

    @Test
    void takesTheTextToTheLetterAndIgnoresTheCaseOfAnyScript() {
        post(room, 1, "a.*b", 1);
        post(room, 2, "axxb", 2);
        post(room, 3, "\u00c4pfel", 3);
        post(room, 4, "zero\u0000inside", 4);
        Stretch all = new Stretch(room, 1, 9);
        assertThat(contents(search.in(all, "A.*B", 9))).containsExactly("a.*b");
        assertThat(contents(search.in(all, "\u00e4PFEL", 9))).containsExactly("\u00c4pfel");
        assertThat(contents(search.in(all, "o\u0000i", 9))).containsExactly("zero\u0000inside");
        assertThat(search.in(all, "(", 9)).isEmpty();
    }

    @Test
    void findsEverySpellingOfAText() {
        post(room, 1, "cafe\u0301 fort", 1);
        post(room, 2, "caf\u00e9 crème", 2);
        post(room, 3, "the \uFB01sh", 3);
        post(room, 4, "plain fish", 4);
        post(room, 5, "STRASSE", 5);
        Stretch all = new Stretch(room, 1, 9);
        assertThat(contents(search.in(all, "caf\u00e9", 9))).containsExactly("caf\u00e9 crème", "cafe\u0301 fort");
        assertThat(contents(search.in(all, "CAFE\u0301", 9))).hasSize(2);
        assertThat(contents(search.in(all, "Fish", 9))).containsExactly("plain fish", "the \uFB01sh");
        assertThat(contents(search.in(all, "\uFB01sh", 9))).hasSize(2);
        assertThat(contents(search.in(all, "stra\u00dfe", 9))).containsExactly("STRASSE");
    }

    @Test
    void findsWhatAnOlderVersionStoredByItsLetters() {
        post(room, 1, "cafe\u0301", 1);
        mongo.database
                .getCollection("messages")
                .updateMany(new Document(), new Document("$unset", new Document("searched", "")));
        assertThat(search.in(new Stretch(room, 1, 9), "caf\u00e9", 9)).hasSize(1);
    }
}
