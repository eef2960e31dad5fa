package xyz.anipub.chat.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.text.NameKey;

/**
 * A member who is named in a message.
 *
 * @param name as the room knew it when the content was stored
 * @param places where, in the order of the content
 */
public record Mention(UserId user, String name, List<Place> places) {

    public Mention {
        places = List.copyOf(places);
    }

    /** The same members with the places of their names in this content: for what was stored without them. */
    public static List<Mention> located(String content, List<Mention> mentions) {
        Map<String, Member> known = new HashMap<>();
        mentions.forEach(mention ->
                known.putIfAbsent(NameKey.of(mention.name()), new Member(mention.user(), mention.name(), "")));
        List<Mention> found = Mentions.in(content, known);
        return mentions.stream()
                .map(mention -> found.stream()
                        .filter(other -> other.user().equals(mention.user()))
                        .findFirst()
                        .orElse(mention))
                .toList();
    }

    /**
     * A part of the content, from its sign on.
     *
     * @param start of the sign, in UTF-16 code units
     * @param end behind the name
     */
    public record Place(int start, int end) {}
}
