import { covers } from '../store/standings.js';
import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { stepTo } from '../views/menu.js';
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
  const tabs = element('div', { className: 'tabs', role: 'tablist', 'aria-label': text('room.settings') });
  const panel = element('div', { id: 'settings-panel', role: 'tabpanel', tabIndex: -1 });
  const foot = element('div', { className: 'buttons' }, button(text('help.close'), close));
  let at = '';

  /** @param {string} id */
  function show(id) {
    at = id;
    // Its form has its own way out.
    foot.hidden = id === 'general';
    tabs.querySelectorAll('button').forEach((tab) => {
      const chosen = tab.dataset.section === id;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `settings-tab-${id}`);
    panel.replaceChildren(...(SECTIONS.find((one) => one.id === id)?.content(governor, { roomId, close }) ?? []));
  }

  function draw() {
    tabs.replaceChildren(
      ...may().map(({ id, title: words }) =>
        button(text(words), () => show(id), {
          id: `settings-tab-${id}`,
          role: 'tab',
          'data-section': id,
          'aria-controls': panel.id,
          'aria-selected': String(id === at),
          tabIndex: id === at ? 0 : -1,
        }),
      ),
    );
  }

  tabs.addEventListener('keydown', (event) => {
    const nodes = [...tabs.querySelectorAll('button')];
    const key = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp' }[event.key] ?? event.key;
    const to =
      event.key.length > 1
        ? stepTo(
            key,
            nodes.findIndex((tab) => tab.dataset.section === at),
            nodes,
          )
        : undefined;
    if (to !== undefined) {
      event.preventDefault();
      nodes[to]?.focus();
      nodes[to]?.click();
    }
  });

  draw();
  dialog.append(...(alone ? [] : [tabs]), panel);
  if (alone) {
    panel.removeAttribute('role');
  }
  dialog.append(foot);
  show(first[0]?.id ?? '');

  return {
    dialog,
    /** False once nothing of it is for this person any more. */
    review: () => {
      const now = may();
      if (!store.me || !store.rooms.find(roomId) || now.length === 0) {
        return false;
      }
      if (now.length !== tabs.childElementCount) {
        draw();
        if (!now.some(({ id }) => id === at)) {
          show(now[0]?.id ?? '');
          tabs.querySelector('button')?.focus();
        }
      }
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
