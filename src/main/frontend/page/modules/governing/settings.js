import { covers } from '../store/standings.js';
import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { tabs } from '../views/tabs.js';
import { SECTIONS } from './sections.js';

/** @import { Governor, Section } from './governor.js' */

/**
 * The settings of a room, one section at a time, those that this person may see. `review` has it follow what they may see now.
 *
 * @param {Governor} governor
 * @param {string} roomId
 */
export function openSettings(governor, roomId) {
  const { store } = governor;
  const may = () => SECTIONS.filter(({ least }) => maySee(governor, roomId, least));
  const first = may();
  if (first.length === 0) {
    return undefined;
  }
  const alone = first.length === 1;
  const title = alone ? text(first[0]?.title ?? 'room.settings') : text('room.settings');
  const { dialog, close } = openDialog('settings', title);
  const foot = element('div', { className: 'buttons' }, button(text('help.close'), close));
  // Its form has its own way out.
  const turned = (/** @type {string} */ id) => {
    foot.hidden = id === 'general';
  };
  const { list, panels, offer } = tabs(
    'settings',
    SECTIONS.map(({ id, title: words, content }) => ({ id, title: text(words), content: () => content(governor, { roomId, close }) })),
    { label: text('room.settings'), chosen: first[0]?.id, turned, anew: true },
  );
  turned(first[0]?.id ?? '');
  offer(first.map(({ id }) => id));
  dialog.append(...(alone ? [] : [list]), ...panels, foot);
  if (alone) {
    panels.forEach((panel) => {
      panel.removeAttribute('role');
      panel.removeAttribute('aria-labelledby');
      panel.tabIndex = -1;
    });
  }

  return {
    dialog,
    /** False once nothing of it is for this person any more. */
    review: () => {
      const now = may();
      if (!store.me || !store.rooms.find(roomId) || now.length === 0) {
        return false;
      }
      offer(now.map(({ id }) => id));
      return true;
    },
    close,
  };
}

/**
 * Whether a section is for this person.
 *
 * @param {Governor} governor
 * @param {string} roomId
 * @param {Section['least']} least
 */
function maySee({ store }, roomId, least) {
  const { standings } = store.rooms;
  const power = standings.power(roomId);
  return least === 'invites' ? standings.mayInvite(roomId) || covers(power, 'moderator') : covers(power, least);
}
