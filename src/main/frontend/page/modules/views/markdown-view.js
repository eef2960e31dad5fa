import { parse } from '../markdown/markdown.js';
import { languageOf } from '../texts/scripts.js';
import { cardOpener, element } from './dom.js';

/**
 * @import { Node } from '../markdown/markdown.js'
 * @import { Mention } from '../wire/types.js'
 */

const JUMBO_MAX = 3;
const EMOJI_ONLY = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\ufe0f\u20e3\s])+$/u;

/**
 * A message's text as elements.
 *
 * @param {{ content: string, mentions?: Mention[] }} message
 * @param {string} myId
 */
export function contentOf(message, myId) {
  const jumbo = isJumbo(message.content) ? ' jumbo' : '';
  const language = languageOf(message.content);
  return element(
    'div',
    { className: `content${jumbo}`, dir: 'auto', ...(language && { lang: language }) },
    ...nodesOf(parse(message.content, message.mentions), myId),
  );
}

/**
 * @param {Node[]} tree
 * @param {string} myId
 */
function nodesOf(tree, myId) {
  return tree.map((node) => (typeof node === 'string' ? node : elementOf(node, myId)));
}

/**
 * @param {Exclude<Node, string>} node
 * @param {string} myId
 * @returns {HTMLElement}
 */
function elementOf({ tag, href, start, mention, children }, myId) {
  const inside = nodesOf(children, myId);
  if (tag === 'a') {
    return element('a', { href: href ?? '', target: '_blank', rel: 'noopener noreferrer' }, ...inside);
  }
  if (mention) {
    const className = mention.userId === myId ? 'mention me' : 'mention';
    return cardOpener(element('mark', { className, role: 'button', tabIndex: 0 }, ...inside), mention.userId);
  }
  // A block of code may be wider than the screen: who has no mouse scrolls it with the keyboard.
  return element(tag, { ...(start && { start }), ...(tag === 'pre' && { tabIndex: 0 }) }, ...inside);
}

/** @param {string} content */
function isJumbo(content) {
  return (
    content.length <= 40 && EMOJI_ONLY.test(content) && [...new Intl.Segmenter().segment(content.replace(/\s/g, ''))].length <= JUMBO_MAX
  );
}
