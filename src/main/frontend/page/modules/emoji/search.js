/** @typedef {{ name: string, emojis: [emoji: string, name: string, keywords?: string][] }} Group */

/**
 * The emoji whose name or keywords contain a word that begins so, for every word; those whose name begins with the words first.
 *
 * @param {Group[]} groups
 * @param {string} query
 * @param {number} [max]
 */
export function searchEmoji(groups, query, max = 60) {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = [];
  for (const { emojis } of groups) {
    for (const [emoji, name, keywords = ''] of emojis) {
      const begins = (/** @type {string} */ text) => (/** @type {string} */ word) => ` ${text}`.includes(` ${word}`);
      if (words.every(begins(`${name} ${keywords}`))) {
        found.push({ emoji, name, rank: name.startsWith(words.join(' ')) ? 0 : words.every(begins(name)) ? 1 : 2 });
      }
    }
  }
  return found.sort((a, b) => a.rank - b.rank).slice(0, max);
}
