import { besides } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { element } from './dom.js';

/**
 * @import { Room } from '../store/rooms.js'
 * @import { Store } from '../store/store.js'
 */

/** Where somebody stands in a sentence until the names are put there; no name has such a sign. */
const PLACE = '\uE000';

/**
 * What somebody is called: the display name with the unique one behind it, which no look-alike has; the name alone where there is no
 * other. It stays right while it is on the page; see `Cards`.
 *
 * @param {string} userId
 * @param {string} name
 * @param {string | undefined} displayName undefined while it is not known
 */
export function bothNames(userId, name, displayName) {
  const node = element('span', { className: 'names', 'data-called': userId, 'data-name': name });
  showNames(node, displayName ?? '');
  return node;
}

/**
 * The same for what is there already, and stays as it is while no display name is known.
 *
 * @param {HTMLElement} node
 * @param {string | undefined} displayName
 */
export function showNames(node, displayName) {
  const { name = '', shown } = node.dataset;
  const other = displayName && besides(name, displayName);
  if (other === undefined || shown === other) {
    return;
  }
  node.dataset.shown = other;
  node.classList.toggle('both', Boolean(other));
  node.replaceChildren(
    ...(other
      ? [element('bdi', { className: 'display-name' }, other), ' ', element('bdi', { className: 'unique-name' }, `@${name}`)]
      : [element('bdi', {}, name)]),
  );
}

/**
 * What a room is called. Of a group there is no space for more than the unique names.
 *
 * @param {Store} store
 * @param {Room} room
 */
export function roomNames(store, { name, people }) {
  const other = people?.length === 1 ? people[0] : undefined;
  return other ? bothNames(other._id, other.name, store.displayNameOf(other._id, other.name)) : element('bdi', {}, name);
}

/**
 * A sentence of that name, with what somebody is called where it names them.
 *
 * @param {'people.you' | 'switch.write' | 'mentions.mention' | 'mentions.reply'} key
 * @param {HTMLElement} names
 * @returns {(HTMLElement | string)[]}
 */
export function withNames(key, names) {
  const [before = '', after = ''] = text(key, { name: PLACE }).split(PLACE);
  return [before, names, after];
}
