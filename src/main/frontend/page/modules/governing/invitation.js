import { dropInvitation } from '../address.js';
import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';

/** @import { Governor } from './governor.js' */

/**
 * Where a link leads: what the room is called, and whether one wants to come in. The code stays in the address until that is
 * answered, also over a login.
 *
 * @param {Governor} governor
 * @param {string} code
 */
export function openInvitation({ store, governing, duties, openRoom }, code) {
  const { dialog, close } = openDialog('invitation', text('invited.title.one'));
  const words = element('div', { 'aria-live': 'polite' }, element('p', { className: 'muted' }, text('app.loading')));
  const wrong = element('p', { className: 'field-error', role: 'alert' });
  const accept = button(text('invited.accept'), () => void enter(), { className: 'primary', hidden: true });
  const later = button(text('invited.later'), close);

  async function enter() {
    wrong.textContent = '';
    accept.disabled = true;
    try {
      const roomId = await duties.accept(code);
      // Before the room stands in the history over it: the way back must not lead to the code.
      dropInvitation(store.current?.roomId);
      close();
      openRoom(roomId);
    } catch (cause) {
      refused(cause);
    }
    accept.disabled = false;
  }

  /** @param {unknown} cause */
  function refused(cause) {
    const error = asChatError(cause);
    if (error.code === CODES.invitationNotFound) {
      words.replaceChildren(element('p', {}, text('invited.gone')));
    } else {
      wrong.textContent = error.message;
      if (accept.hidden) {
        words.replaceChildren();
      }
    }
    if (!error.passing) {
      accept.hidden = true;
      later.textContent = text('help.close');
    }
  }

  // Not now. The login that ends meanwhile leaves it for the next one.
  dialog.addEventListener('close', () => store.me && dropInvitation(store.current?.roomId));
  dialog.append(words, wrong, element('div', { className: 'buttons' }, accept, later));
  governing.api.preview(code).then(({ name, description, memberCount }) => {
    words.replaceChildren(
      element('p', { className: 'invited-name', dir: 'auto' }, name),
      ...(description ? [element('p', { dir: 'auto' }, description)] : []),
      element('p', { className: 'muted' }, text('invited.members', { count: memberCount })),
    );
    accept.hidden = false;
    accept.focus();
  }, refused);
  return { dialog, review: () => Boolean(store.me), close };
}
