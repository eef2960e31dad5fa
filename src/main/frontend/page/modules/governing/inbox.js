import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { entryOf } from '../views/listing.js';
import { asChatError } from '../wire/errors.js';
import { withCards } from './names.js';
import { reportsPart } from './reports.js';

/**
 * @import { PendingInvitation } from '../wire/governing-api.js'
 * @import { Governor } from './governor.js'
 */

/**
 * What waits for this person: rooms into which they are asked, and reports. `review` has it follow what is told.
 *
 * @param {Governor} governor
 */
export function openInbox(governor) {
  const { store, duties, openRoom } = governor;
  const { dialog, close } = openDialog('inbox', text('inbox.title'));
  const list = element('ul', { className: 'entries', 'aria-label': text('invited.title'), tabIndex: -1 });
  const none = element('p', { className: 'muted', role: 'status' });
  const wrong = element('p', { className: 'field-error', role: 'alert' });
  /** @type {PendingInvitation[] | undefined} */
  let drawn;
  let reported = store.inbox.reports;
  const end = element('div', { className: 'buttons' }, button(text('help.close'), close));
  /** @type {{ part: ReturnType<typeof reportsPart>, section: HTMLElement } | undefined} */
  let reports;

  /** Reports are there for who decides some, from then on and no longer. */
  function judge() {
    if (!reports && duties.decides) {
      const part = reportsPart(governor, close);
      const title = element('h3', { id: 'inbox-reports' }, text('reports.title'));
      reports = { part, section: element('section', { 'aria-labelledby': title.id }, title, ...part.nodes) };
      end.before(reports.section);
    }
    reports?.part.review();
    if (reports && !duties.decides) {
      const had = reports.section.contains(document.activeElement);
      reports.section.remove();
      reports = undefined;
      if (had) {
        list.focus();
      }
    }
  }

  function draw() {
    const { invitations } = store.inbox;
    if (drawn !== invitations) {
      drawn = invitations;
      const had = list.contains(document.activeElement);
      list.replaceChildren(...invitations.map(entry));
      none.textContent = invitations.length > 0 ? '' : text('invited.none');
      if (had) {
        list.focus();
      }
    }
    if (reported !== store.inbox.reports) {
      // Fewer are those that were decided here.
      if (store.inbox.reports > reported) {
        reports?.part.fresh();
      }
      reported = store.inbox.reports;
    }
  }

  /** @param {PendingInvitation} invitation */
  function entry(invitation) {
    const { room, roomId, by } = invitation;
    const answer = async (/** @type {HTMLButtonElement} */ pressed, /** @type {boolean} */ accepted) => {
      pressed.disabled = true;
      wrong.textContent = '';
      try {
        await duties.answer(invitation, accepted);
        if (accepted) {
          close();
          openRoom(roomId);
        }
      } catch (cause) {
        pressed.disabled = false;
        wrong.textContent = asChatError(cause).message;
      }
    };
    return entryOf(
      [
        element('strong', { dir: 'auto' }, room.name),
        ...(room.description ? [element('p', { dir: 'auto' }, room.description)] : []),
        element(
          'p',
          { className: 'muted' },
          ...withCards(
            (placeOf) => text('invited.by', { name: placeOf(by._id) }),
            () => by.name,
          ),
          ' · ',
          text('invited.members', { count: room.memberCount }),
        ),
      ],
      button(text('invited.accept'), (pressed) => void answer(pressed, true), {
        className: 'primary slim',
        'aria-label': text('invited.accept.label', { room: room.name }),
      }),
      button(text('invited.decline'), (pressed) => void answer(pressed, false), {
        className: 'slim',
        'aria-label': text('invited.decline.label', { room: room.name }),
      }),
    );
  }

  dialog.append(
    element(
      'section',
      { 'aria-labelledby': 'inbox-invited' },
      element('h3', { id: 'inbox-invited' }, text('invited.title')),
      none,
      list,
      wrong,
    ),
    end,
  );
  draw();
  judge();
  return {
    dialog,
    review: () => {
      if (!store.me) {
        return false;
      }
      draw();
      judge();
      return true;
    },
    close,
  };
}
