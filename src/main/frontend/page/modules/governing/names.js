import { text } from '../texts/texts.js';
import { cardOpener, element } from '../views/dom.js';
import { CODES } from '../wire/protocol.js';

/** @import { Governor } from './governor.js' */

/** So many cards are asked for at the same time. */
const AT_ONCE = 5;

/**
 * The names of these people, by id: those that the page knows, the others from their cards; "somebody" of whom nothing can be learned.
 *
 * @param {Pick<Governor, 'store' | 'people'>} governor
 * @param {(string | undefined)[]} userIds
 * @param {{ gone?: string, other?: (word: string) => string }} [words] `gone`: of who is gone, `other`: of what is no id of a user, which
 *     is left as it is
 * @returns {Promise<(userId: string | undefined) => string>}
 */
export async function namesOf({ store, people }, userIds, { gone = text('someone'), other = (word) => word } = {}) {
  const { me } = store;
  const unknown = [...new Set(userIds)].filter((id) => id !== undefined && isId(id) && store.nameOf(id) === undefined);
  /** @type {Set<string | undefined>} */
  const lost = new Set();
  for (let i = 0; i < unknown.length; i += AT_ONCE) {
    const asked = unknown.slice(i, i + AT_ONCE);
    const cards = await Promise.allSettled(asked.map((id) => people.card(id ?? '')));
    if (me?._id !== store.me?._id) {
      // What was learned is gone with the login.
      break;
    }
    cards.forEach((card, at) => {
      if (card.status === 'fulfilled') {
        people.hear(card.value);
      } else if (card.reason?.code === CODES.notFound) {
        lost.add(asked[at]);
      }
    });
  }
  return (userId) => {
    if (userId === undefined) {
      return text('someone');
    }
    return isId(userId) ? (store.nameOf(userId) ?? (lost.has(userId) ? gone : text('someone'))) : other(userId);
  };
}

/**
 * A name that opens the card; the word alone of what is no person, or of who is gone.
 *
 * @param {string | undefined} userId
 * @param {string} name
 */
export function cardName(userId, name) {
  return userId !== undefined && isId(userId) && name !== text('someone') && name !== text('someone.gone')
    ? cardOpener(element('button', { type: 'button', className: 'person', dir: 'auto' }, name), userId)
    : name;
}

/** Where a person stands in a sentence until their name is put there; no name has such signs. */
const PLACE = /\uE000(\d+)\uE001/;

/**
 * A sentence about people, whose names open their cards.
 *
 * @param {(nameOf: (userId: string | undefined) => string) => string} say
 * @param {(userId: string | undefined) => string} nameOf
 * @returns {(HTMLElement | string)[]}
 */
export function withCards(say, nameOf) {
  /** @type {(string | undefined)[]} */
  const people = [];
  const words = say((userId) => `\uE000${people.push(userId) - 1}\uE001`);
  return words.split(PLACE).map((part, i) => (i % 2 === 0 ? part : cardName(people[Number(part)], nameOf(people[Number(part)]))));
}

/** @param {string} word */
const isId = (word) => /^[0-9a-f]{24}$/.test(word);
