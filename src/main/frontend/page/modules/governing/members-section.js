import { text } from '../texts/texts.js';
import { avatar, button, cardOpener, element } from '../views/dom.js';
import { listing } from '../views/listing.js';
import { openMenu } from '../views/menu.js';
import { bothNames, withNames } from '../views/names.js';
import { Acts } from './acts.js';

/**
 * @import { Member } from '../wire/types.js'
 * @import { Governor, Place } from './governor.js'
 */

const ASK_AFTER_MS = 250;

/**
 * Who belongs to the room, what they are in it, and what can be done with them.
 *
 * @param {Governor} governor
 * @param {Place} place
 */
export function membersSection(governor, { roomId }) {
  const { governing, store } = governor;
  const acts = new Acts(governor, roomId);
  const box = element('input', { id: 'govern-find', type: 'search', autocomplete: 'off', spellcheck: false });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const { nodes, list, load } = listing({
    none: text('roles.none'),
    label: text('roles.title'),
    read: (page) => governing.members(roomId, { q: box.value.trim(), page }),
    draw: (members) => members.map(entry),
  });
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void load(), ASK_AFTER_MS);
  });

  /** @param {Member} member */
  function entry(member) {
    const { _id, name, displayName, image, role } = member;
    const names = bothNames(_id, name, store.displayNameOf(_id, name) ?? displayName);
    const me = store.me?._id === _id;
    /** @param {boolean} done */
    const then = (done) => done && void load().then(() => list.isConnected && box.focus());
    const items = me ? stepDown(member, then) : acts.items(member, role, then);
    const label = text('roles.act', { name });
    const more = button(label, (pressed) => openMenu(pressed, label, items), { icon: 'more', className: 'tool', 'aria-haspopup': 'menu' });
    return element(
      'li',
      {},
      cardOpener(avatar(_id, name, image), _id),
      element(
        'span',
        { className: 'entry-words' },
        cardOpener(element('button', { type: 'button', className: 'person' }, ...(me ? withNames('people.you', names) : [names])), _id),
      ),
      element('span', { className: 'muted' }, text(`role.${role}`)),
      ...(items.length > 0 ? [more] : []),
    );
  }

  /**
   * Owners give that up by themselves, the last one excepted, which the server says; a moderator's role only owners take away.
   *
   * @param {Member} member
   * @param {(done: boolean) => void} then
   */
  function stepDown({ role }, then) {
    return role === 'owner'
      ? [
          {
            words: text('role.stepdown'),
            danger: true,
            act: () => void acts.stepDown().then(then),
          },
        ]
      : [];
  }

  void load();
  return [element('label', { htmlFor: box.id }, text('roles.find')), box, ...nodes];
}
