import { text } from '../texts/texts.js';
import { avatar, button, element } from '../views/dom.js';
import { bothNames } from '../views/names.js';
import { asChatError } from '../wire/errors.js';

/**
 * @import { Blocked } from '../wire/types.js'
 * @import { Account } from './sections.js'
 */

/**
 * Whom one blocks.
 *
 * @param {Account} account
 */
export function blockedSection({ store, blocking }) {
  const said = element('p', { className: 'field-error', role: 'alert' });
  const done = element('p', { className: 'hint', role: 'status', tabIndex: -1 });
  const none = element('p', { className: 'muted' }, text('account.blocked.none'));
  const list = element('ul', { className: 'entries' });

  /** @param {Blocked} person */
  const item = (person) => {
    const name = person.name || text('account.blocked.gone');
    const lift = button(text('block.unblock'), () => void unblock(person, name, lift), {
      className: 'slim',
      'aria-label': text('account.blocked.label', { name }),
    });
    return element(
      'li',
      {},
      avatar(person._id, name, person.image),
      element(
        'span',
        { className: 'entry-words entry-name' },
        bothNames(person._id, name, store.displayNameOf(person._id, name) ?? person.displayName),
      ),
      lift,
    );
  };

  /**
   * @param {Blocked} person
   * @param {string} name
   * @param {HTMLButtonElement} pressed
   */
  async function unblock(person, name, pressed) {
    said.textContent = '';
    pressed.disabled = true;
    try {
      await blocking.set(person, false);
      show();
      done.textContent = text('account.blocked.lifted', { name });
      done.focus();
    } catch (cause) {
      said.textContent = asChatError(cause).message;
      pressed.disabled = false;
    }
  }

  const show = () => {
    const people = store.blocks.list();
    list.replaceChildren(...people.map(item));
    none.hidden = people.length > 0;
  };
  show();
  // What another window has changed meanwhile.
  void blocking.load().then(() => list.isConnected && show());
  return [none, list, said, done];
}
