import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';
import { openDialog } from './dialog.js';
import { avatar, button, element } from './dom.js';
import { ListBox } from './list-box.js';
import { bothNames } from './names.js';

/**
 * @import { Finding } from '../actions/finding.js'
 * @import { Found } from '../actions/people.js'
 */

/** Others; with the person self it is a group of ten. */
const MOST = 9;
const SHOWN = 6;

/** Chooses the people of a conversation: one for a pair, more for a group. Typing finds them, Enter takes one, Backspace gives the last one back. */
export class DirectDialog {
  #finding;
  #start;
  #openRoom;
  #box = element('input', {
    id: 'direct-box',
    autocomplete: 'off',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    'aria-describedby': 'direct-hint',
  });
  #list = element('ul', { id: 'direct-list', className: 'choices', role: 'listbox', 'aria-label': text('direct.people') });
  #chips = element('ul', { className: 'chips', 'aria-label': text('direct.chosen') });
  #status = element('p', { className: 'muted', 'aria-live': 'polite' });
  #error = element('p', { className: 'field-error', role: 'alert' });
  /** @type {ListBox<Found>} */
  #choices;
  /** @type {Map<string, Found>} */
  #chosen = new Map();
  #busy = false;
  #close;

  /**
   * `start(userIds)` answers the room of these people; it throws what went wrong.
   *
   * @param {{ finding: Finding, start: (userIds: string[]) => Promise<{ _id: string }>, openRoom: (roomId: string) => void }} actions
   */
  constructor({ finding, start, openRoom }) {
    this.#finding = finding;
    this.#start = start;
    this.#openRoom = openRoom;
    const { dialog, close } = openDialog('direct', text('direct.new'));
    this.#close = close;
    this.#choices = new ListBox(this.#box, this.#list, {
      draw: ({ userId, name, displayName, image }) => [avatar(userId, name, image), bothNames(userId, name, displayName)],
      onTake: (person) => this.#take(person),
    });
    const form = element(
      'form',
      { method: 'dialog' },
      this.#chips,
      element('label', { htmlFor: 'direct-box' }, text('direct.people')),
      this.#box,
      element('p', { id: 'direct-hint', className: 'hint' }, text('direct.hint', { max: MOST })),
      this.#list,
      this.#status,
      this.#error,
      element(
        'div',
        { className: 'buttons' },
        element('button', { type: 'submit', className: 'primary' }, text('direct.start')),
        button(text('dialog.cancel'), close),
      ),
    );
    this.#box.addEventListener('input', () => void this.#look());
    this.#box.addEventListener('keydown', (event) => this.#onKey(event));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit();
    });
    dialog.append(form);
    this.#show([]);
    this.#box.focus();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { chosen } = this.#choices;
    if (event.key === 'Enter' && chosen && this.#box.value.trim()) {
      event.preventDefault();
      this.#take(chosen);
    } else if (event.key === 'Backspace' && !this.#box.value) {
      const last = [...this.#chosen.keys()].at(-1);
      this.#drop(last ?? '');
    } else if (this.#choices.step(event.key)) {
      event.preventDefault();
    }
  }

  async #look() {
    const words = this.#box.value;
    this.#error.textContent = '';
    this.#status.textContent = '';
    this.#show(this.#finding.known(words));
    const found = await this.#finding.find(words);
    if (found) {
      this.#show(found);
      this.#status.textContent = words.trim() && this.#choices.items.length === 0 ? text('direct.none') : '';
    }
  }

  /** @param {Found[]} found */
  #show(found) {
    const { picked } = this.#choices;
    const items = found.filter(({ userId }) => !this.#chosen.has(userId)).slice(0, SHOWN);
    this.#choices.show(
      items,
      items.findIndex(({ userId }) => userId === picked?.userId),
    );
    this.#box.setAttribute('aria-expanded', String(items.length > 0));
  }

  /** @param {Found} person */
  #take(person) {
    if (this.#chosen.size >= MOST) {
      this.#error.textContent = text('direct.full', { max: MOST });
      return;
    }
    this.#chosen.set(person.userId, person);
    this.#box.value = '';
    this.#show([]);
    this.#showChosen();
  }

  /** @param {string} userId */
  #drop(userId) {
    this.#chosen.delete(userId);
    this.#error.textContent = '';
    this.#showChosen();
    this.#box.focus();
  }

  #showChosen() {
    this.#chips.replaceChildren(
      ...[...this.#chosen.values()].map(({ userId, name, displayName, image }) =>
        element(
          'li',
          {},
          avatar(userId, name, image),
          bothNames(userId, name, displayName),
          button(text('direct.remove', { name }), () => this.#drop(userId), { icon: 'close', className: 'tool' }),
        ),
      ),
    );
  }

  async #submit() {
    if (this.#chosen.size === 0) {
      this.#error.textContent = text('direct.few');
      this.#box.focus();
      return;
    }
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      const room = await this.#start([...this.#chosen.keys()]);
      // With the login it has closed already.
      if (this.#box.isConnected) {
        this.#close();
        this.#openRoom(room._id);
      }
    } catch (cause) {
      const error = asChatError(cause);
      this.#error.textContent = error.code === CODES.unreachable ? unreachable(this.#chosen.size) : error.message;
    }
    this.#busy = false;
  }
}

/** @param {number} count */
const unreachable = (count) => text(count > 1 ? 'direct.unreachable.some' : 'direct.unreachable');
