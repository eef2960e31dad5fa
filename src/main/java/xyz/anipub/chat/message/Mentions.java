package xyz.anipub.chat.message;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Mention.Place;
import xyz.anipub.chat.room.RoomRepository;
import xyz.anipub.text.CodeParts;
import xyz.anipub.text.NameKey;
import xyz.anipub.text.Words;

/**
 * Finds the members of a room who are named in a text, and where: {@code @} or its full-width form and a name, which may
 * have spaces; of several that fit the longest, by the form in which names are compared. Code and addresses name nobody.
 *
 * <p>Waits for the store, but only if there is a sign. A text costs at most {@value #MAX_NAMES} names to compare: it may
 * have {@value #MAX_SIGNS} signs, and the more it has, the fewer ends of a name are looked at behind each, from
 * {@value #MAX_ENDS} for few to 30 for all. An end is the end of a word or, in scripts without spaces, any letter.
 */
@SingletonBean
public class Mentions {

    private static final int MAX_MENTIONS = 10;
    private static final int MAX_SIGNS = 20;
    private static final int MAX_ENDS = 100;
    private static final int MAX_NAMES = 600;

    /** Of letters with their marks, so that a name may be typed in any form. */
    private static final int MAX_LENGTH = 1_000;

    private static final Pattern ADDRESS = Pattern.compile("https?://[\\x21-\\x7E]*$", Pattern.CASE_INSENSITIVE);

    /** So far back an address may begin. */
    private static final int MAX_ADDRESS = 500;

    /** What is asked of the store for all texts of a batch together. */
    private static final int MAX_NAMES_OF_ALL = 2_500;

    private final RoomRepository rooms;

    @Inject
    public Mentions(RoomRepository rooms) {
        this.rooms = rooms;
    }

    /** Who is named in a text, in its order, each once. */
    public List<Mention> in(RoomId room, String content) {
        return in(content, known(room, List.of(content)));
    }

    /**
     * The members whose names may stand in these texts, by the form in which names are compared: one question, for at most
     * {@value #MAX_NAMES_OF_ALL} names. If they have more, each text gets its share, and what ends soonest behind each of
     * its signs goes first.
     */
    public Map<String, Member> known(RoomId room, Collection<String> contents) {
        List<List<String>> texts = contents.stream()
                .map(Mentions::names)
                .filter(names -> !names.isEmpty())
                .toList();
        int most = texts.stream().mapToInt(List::size).max().orElse(0);
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < most; i++) {
            for (List<String> names : texts) {
                if (i < names.size() && keys.size() < MAX_NAMES_OF_ALL) {
                    keys.add(names.get(i));
                }
            }
        }
        return keys.isEmpty() ? Map.of() : rooms.membersNamed(room, keys);
    }

    /** What may be a name: the shortest behind each sign, then the next ones. */
    private static List<String> names(String content) {
        List<List<Candidate>> signs = candidates(content);
        int most = signs.stream().mapToInt(List::size).max().orElse(0);
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= most; i++) {
            for (List<Candidate> sign : signs) {
                if (i <= sign.size()) {
                    names.add(sign.get(sign.size() - i).nameKey());
                }
            }
        }
        return names;
    }

    /** Who of these members is named in a text, in its order, each once with all places. */
    public static List<Mention> in(String content, Map<String, Member> known) {
        if (known.isEmpty()) {
            return List.of();
        }
        Map<Member, List<Place>> named = new LinkedHashMap<>();
        int end = 0;
        for (List<Candidate> sign : candidates(content)) {
            for (Candidate candidate : sign) {
                Member member = known.get(candidate.nameKey());
                // A name may have a sign in it.
                if (member != null && candidate.place().start() >= end) {
                    named.computeIfAbsent(member, first -> new ArrayList<>()).add(candidate.place());
                    end = candidate.place().end();
                    break;
                }
            }
        }
        return named.entrySet().stream()
                .limit(MAX_MENTIONS)
                .map(entry -> new Mention(entry.getKey().id(), entry.getKey().name(), entry.getValue()))
                .toList();
    }

    /** For each sign what may be the name behind it, the longest first. */
    private static List<List<Candidate>> candidates(String content) {
        List<Integer> signs = signs(content);
        int ends = signs.isEmpty() ? 0 : Math.min(MAX_ENDS, MAX_NAMES / signs.size());
        return signs.stream().map(sign -> candidates(content, sign, ends)).toList();
    }

    private static List<Integer> signs(String content) {
        List<Integer> signs = new ArrayList<>();
        int first = sign(content, 0);
        BitSet code = first < 0 ? new BitSet() : CodeParts.of(content);
        for (int at = first; at >= 0 && signs.size() < MAX_SIGNS; at = sign(content, at + 1)) {
            // In an address of mail it stands within a word.
            if (Words.canBegin(content, at) && !code.get(at) && !isInAddress(content, at)) {
                signs.add(at);
            }
        }
        return signs;
    }

    private static int sign(String content, int from) {
        for (int at = from; at < content.length(); at++) {
            if (content.charAt(at) == '@' || content.charAt(at) == '\uFF20') {
                return at;
            }
        }
        return -1;
    }

    private static boolean isInAddress(String content, int at) {
        return at > 0
                && content.charAt(at - 1) > ' '
                && ADDRESS.matcher(content.substring(Math.max(0, at - MAX_ADDRESS), at))
                        .find();
    }

    private static List<Candidate> candidates(String content, int sign, int most) {
        List<Candidate> candidates = new ArrayList<>();
        int end = sign + 1;
        while (end < content.length() && end - sign <= MAX_LENGTH && candidates.size() < most) {
            int last = content.codePointAt(end);
            // A name is one line.
            if (last == '\n') {
                break;
            }
            end += Character.charCount(last);
            if (!Character.isWhitespace(last) && Words.canEnd(content, end)) {
                candidates.add(0, new Candidate(new Place(sign, end), NameKey.of(content.substring(sign + 1, end))));
            }
        }
        return candidates;
    }

    /** What may be a name, with its sign. */
    private record Candidate(Place place, String nameKey) {}
}
