import { plain } from '../markdown/markdown.js';
import { covers } from '../store/standings.js';
import { fullTimeOf, whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { entryOf } from '../views/listing.js';
import { asChatError } from '../wire/errors.js';
import { cardName } from './names.js';

/**
 * @import { Message } from '../wire/types.js'
 * @import { Governor } from './governor.js'
 */

/** The server keeps no more than these in a room; so many are shown at first. */
const PAGE = 20;

/**
 * The pinned messages of a room. `review` has it follow what is told.
 *
 * @param {Governor} governor
 * @param {string} roomId
 */
export function openPins(governor, roomId) {
  const { store, governing, openAt } = governor;
  const { dialog, close } = openDialog('pins', text('pins.title'));
  const list = element('ul', { className: 'entries', 'aria-label': text('pins.title'), tabIndex: -1 });
  const said = element('p', { className: 'muted', role: 'status' });
  const wrong = element('p', { className: 'field-error', role: 'alert' });
  let most = PAGE;
  const more = button(text('list.more'), () => {
    const from = most;
    most += PAGE;
    drawn = undefined;
    draw();
    list.children[from]?.querySelector('button')?.focus();
  });
  /** @type {Message[] | undefined} */
  let drawn;

  function draw() {
    const { pins } = store.conversation(roomId);
    if (pins && pins !== drawn) {
      drawn = pins;
      const had = list.contains(document.activeElement);
      list.replaceChildren(...pins.slice(0, most).map(entry));
      more.hidden = pins.length <= most;
      said.textContent = pins.length > 0 ? '' : text('pins.none');
      if (had) {
        list.focus();
      }
    }
  }

  /** @param {Message} message */
  function entry(message) {
    const { content, timestamp } = message;
    const folded = store.blocks.folds(message);
    const senderName = folded ? text('someone') : message.senderName;
    const words = folded ? text('block.folded') : plain(content);
    const jump = button(text('pins.jump'), () => void show(message), {
      className: 'slim',
      'aria-label': text('pins.jump.label', { name: senderName }),
    });
    const unpin = button(text('pins.unpin'), (pressed) => void remove(message, pressed), {
      className: 'slim',
      'aria-label': text('pins.unpin.label', { name: senderName }),
    });
    return entryOf(
      [
        element(
          'p',
          { className: 'muted' },
          ...(folded ? [] : [cardName(message.sender, senderName), ' · ']),
          element('time', { dateTime: timestamp, title: fullTimeOf(timestamp) }, whenOf(timestamp)),
        ),
        element('p', { dir: 'auto', className: 'pin-words' }, words),
      ],
      jump,
      ...(covers(store.rooms.standings.power(roomId), 'moderator') ? [unpin] : []),
    );
  }

  /** @param {Message} message */
  async function show(message) {
    close();
    await openAt(message);
  }

  /**
   * @param {Message} message
   * @param {HTMLButtonElement} pressed
   */
  async function remove(message, pressed) {
    wrong.textContent = '';
    pressed.disabled = true;
    try {
      await governing.pin({ _id: message._id, room: roomId }, false);
      draw();
      list.focus();
    } catch (cause) {
      pressed.disabled = false;
      wrong.textContent = asChatError(cause).message;
    }
  }

  draw();
  said.textContent ||= drawn ? '' : text('app.loading');
  governing.loadPins(roomId).then(draw, (cause) => {
    said.textContent = '';
    wrong.textContent = asChatError(cause).message;
  });
  dialog.append(said, list, wrong, more, element('div', { className: 'buttons' }, button(text('help.close'), close)));
  let power = store.rooms.standings.power(roomId);
  return {
    dialog,
    review: () => {
      const now = store.rooms.standings.power(roomId);
      if (now !== power) {
        power = now;
        drawn = undefined;
      }
      draw();
      return Boolean(store.me && store.rooms.find(roomId));
    },
    close,
  };
}
