import { fullTimeOf, whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { button, element } from '../views/dom.js';
import { entryOf, listing, pageOf } from '../views/listing.js';
import { cardName, namesOf, withCards } from './names.js';

/**
 * @import { Sanction } from '../wire/governing-api.js'
 * @import { Governor, Place } from './governor.js'
 */

/**
 * Who is banned and who is muted, until when and why.
 *
 * @param {Governor} governor
 * @param {Place} place
 */
export function sanctionsSection(governor, place) {
  return /** @type {const} */ (['bans', 'mutes']).flatMap((kind) => [
    element('h3', {}, text(`sanctions.${kind}`)),
    ...listed(kind, governor, place),
  ]);
}

/**
 * @param {'bans' | 'mutes'} kind
 * @param {Governor} governor
 * @param {Place} place
 */
function listed(kind, governor, { roomId }) {
  const { api } = governor.governing;
  /** All of them come at once; names are asked for as they are shown. @type {Sanction[]} */
  let all = [];
  const { nodes, list, load, removal } = listing({
    none: text(`sanctions.none.${kind}`),
    label: text(`sanctions.${kind}`),
    read: async (page) => {
      if (!page) {
        all = await api.sanctions(kind, roomId);
      }
      return pageOf(all, page);
    },
    draw: async (sanctions) => {
      const nameOf = await namesOf(
        governor,
        sanctions.flatMap(({ userId, by }) => [userId, by]),
      );
      return sanctions.map((one) => entry(one, nameOf));
    },
  });

  /**
   * @param {Sanction} sanction
   * @param {(userId: string | undefined) => string} nameOf
   */
  function entry({ userId, until, reason, by, at }, nameOf) {
    const name = nameOf(userId);
    const lift = button(
      text(kind === 'bans' ? 'sanctions.unban' : 'sanctions.unmute', { name }),
      (pressed) => void removal(pressed, () => api.lift(kind, roomId, userId)),
      { className: 'slim' },
    );
    return entryOf(
      [
        element('strong', { dir: 'auto' }, cardName(userId, name)),
        element('p', {}, until ? text('sanctions.until', { until: fullTimeOf(until) }) : text('time.ever')),
        ...(reason ? [element('p', { dir: 'auto' }, text('sanctions.why', { why: reason }))] : []),
        element(
          'p',
          { className: 'muted', title: fullTimeOf(at) },
          ...withCards((placeOf) => text('sanctions.by', { name: placeOf(by), since: whenOf(at) }), nameOf),
        ),
      ],
      lift,
    );
  }

  list.tabIndex = -1;
  void load();
  return nodes;
}
