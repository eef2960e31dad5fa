package xyz.anipub.chat.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.room.Member;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.chat.room.RoomRules;

/**
 * Finds the members of a room who are named in a text: {@code @} and a name, which may have spaces; of several that fit
 * the longest, ignoring case.
 *
 * <p>Waits for the store, but only if there is an {@code @}.
 */
@ApplicationScoped
class Mentions {

    private static final int MAX_MENTIONS = 10;

    /** Of a text so many are looked at, and behind each so many ends of a name: what is more is no name. */
    private static final int MAX_SIGNS = 20;

    private static final int MAX_ENDS = 12;
    private static final int MAX_NAME = 50;

    /** Written without spaces between words. */
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private final RoomRepository rooms;

    @Inject
    Mentions(RoomRepository rooms) {
        this.rooms = rooms;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Mentions() {
        this(null);
    }

    /** Who is named in a text, in its order, each once. */
    List<Mention> in(RoomId room, String content) {
        return in(content, known(room, List.of(content)));
    }

    /** The members whose names may stand in these texts, by the form in which names are compared: one question. */
    Map<String, Member> known(RoomId room, Collection<String> contents) {
        Set<String> keys = new HashSet<>();
        contents.forEach(content -> candidates(content).forEach(keys::addAll));
        return keys.isEmpty() ? Map.of() : rooms.membersNamed(room, keys);
    }

    /** Who of these members is named in a text, in its order, each once. */
    static List<Mention> in(String content, Map<String, Member> known) {
        if (known.isEmpty()) {
            return List.of();
        }
        return candidates(content).stream()
                .flatMap(names -> names.stream()
                        .filter(known::containsKey)
                        .map(known::get)
                        .limit(1))
                .map(member -> new Mention(member.id(), member.name()))
                .distinct()
                .limit(MAX_MENTIONS)
                .toList();
    }

    /** For each sign what may be the name behind it, the longest first. */
    private static List<List<String>> candidates(String content) {
        List<List<String>> candidates = new ArrayList<>();
        for (int at = content.indexOf('@');
                at >= 0 && candidates.size() < MAX_SIGNS;
                at = content.indexOf('@', at + 1)) {
            // In an address of mail it stands within a word.
            if (at == 0 || !isOfWord(content.codePointBefore(at))) {
                candidates.add(namesFrom(content, at + 1));
            }
        }
        return candidates;
    }

    private static List<String> namesFrom(String content, int start) {
        List<String> names = new ArrayList<>();
        int end = start;
        for (int length = 0; length < MAX_NAME && end < content.length() && names.size() < MAX_ENDS; length++) {
            int last = content.codePointAt(end);
            end += Character.charCount(last);
            boolean splitsWord = end < content.length() && isOfWord(last) && isOfWord(content.codePointAt(end));
            if (!splitsWord && !Character.isWhitespace(last)) {
                names.add(0, RoomRules.nameKey(content.substring(start, end)));
            }
        }
        return names;
    }

    private static boolean isOfWord(int character) {
        return Character.isLetterOrDigit(character) && !UNSPACED.contains(UnicodeScript.of(character));
    }
}
