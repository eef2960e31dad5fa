import { complaint } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { CODES } from '../wire/words.js';
import { find } from './dom.js';
import { Fields } from './fields.js';

/** Asks yes or no; answers true for yes. The focus returns to where it was. */
export class ConfirmDialog {
  #dialog = find('#confirm-dialog');
  #answer;

  constructor() {
    find('#confirm-yes').addEventListener('click', () => this.#close(true));
    find('#confirm-no').addEventListener('click', () => this.#close(false));
    this.#dialog.addEventListener('close', () => this.#settle(false));
  }

  ask({ title, what = '', yes }) {
    this.#settle(false);
    find('#confirm-title').textContent = title;
    find('#confirm-what').textContent = what;
    find('#confirm-yes').textContent = yes;
    this.#dialog.showModal();
    find('#confirm-no').focus();
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  #close(answer) {
    this.#settle(answer);
    this.#dialog.close();
  }

  #settle(answer) {
    this.#answer?.(answer);
    this.#answer = undefined;
  }
}

/** One form for a new room and for the settings of one's own: name, description, and the way to delete it. */
export class RoomDialog {
  #dialog = find('#room-dialog');
  #form = find('#room-form');
  #fields = new Fields(this.#form, find('#room-form-error'));
  #room;
  #busy = false;

  /** `intents`: createRoom(name, description, retention), changeRoom(room, change), askDeleteRoom(room); they throw what went wrong. */
  constructor(intents) {
    find('#room-cancel').addEventListener('click', () => this.#dialog.close());
    find('#room-delete').addEventListener('click', () => {
      this.#dialog.close();
      intents.askDeleteRoom(this.#room);
    });
    this.#form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (!this.#busy) {
        this.#busy = true;
        await this.#submit(intents);
        this.#busy = false;
      }
    });
  }

  /** Without a room it makes a new one. */
  open(room) {
    this.#room = room;
    this.#form.reset();
    this.#fields.clear();
    this.#form.elements.namedItem('name').value = room?.name ?? '';
    this.#form.elements.namedItem('description').value = room?.description ?? '';
    this.#offer(room?.retention ?? '');
    find('#room-dialog-title').textContent = text(room ? 'room.settings' : 'room.new');
    find('#room-save').textContent = text(room ? 'room.save' : 'room.create');
    find('#room-delete').hidden = !room;
    this.#dialog.showModal();
  }

  /** One that this form does not offer stays as it is. */
  #offer(retention) {
    const select = this.#form.elements.namedItem('retention');
    select.querySelector('[data-other]')?.remove();
    if (![...select.options].some(({ value }) => value === retention)) {
      const other = new Option(retention, retention);
      other.dataset.other = '';
      select.append(other);
    }
    select.value = retention;
  }

  async #submit(intents) {
    const name = this.#form.elements.namedItem('name').value.trim();
    const description = this.#form.elements.namedItem('description').value.trim();
    const retention = this.#form.elements.namedItem('retention').value;
    this.#fields.clear();
    if (this.#fields.complain({ name: complaint('roomName', name), description: complaint('description', description) })) {
      return;
    }
    try {
      if (this.#room) {
        // Only what was chosen here: it may have been changed elsewhere meanwhile.
        const changed = retention !== (this.#room.retention ?? '');
        await intents.changeRoom(this.#room, { name, description, ...(changed && { retention: retention || null }) });
      } else {
        await intents.createRoom(name, description, retention);
      }
      this.#dialog.close();
    } catch (error) {
      this.#fields.complainOf(error, error.code === CODES.conflict ? 'name' : undefined);
    }
  }
}

/** What the keyboard can do. */
export class HelpDialog {
  #dialog = find('#help-dialog');

  constructor() {
    find('#help-close').addEventListener('click', () => this.#dialog.close());
    find('#help').addEventListener('click', () => this.open());
  }

  open() {
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }
}
