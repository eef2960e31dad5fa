/** Newer emoji are boxes on the systems of many readers. */
const NEWEST_VERSION = 15.1;
const KEYWORDS = 6;

/** `[{name, emojis: [[emoji, name, keywords]]}]` of Unicode's groups and a list of keywords. */
export function emojiGroups(groups, keywordsOf) {
  return groups.map(({ name, emojis }) => ({
    name,
    emojis: emojis
      .filter(({ emoji_version: version }) => Number(version) <= NEWEST_VERSION)
      .map(({ emoji, name: words }) => [emoji, words.toLowerCase(), keywords(keywordsOf[emoji], words)]),
  }));
}

function keywords(words = [], name) {
  return words
    .map((word) => word.replaceAll('_', ' ').toLowerCase())
    .filter((word) => !name.toLowerCase().includes(word))
    .slice(0, KEYWORDS)
    .join(' ');
}
