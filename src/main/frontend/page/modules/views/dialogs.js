import { complaint } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';
import { find } from './dom.js';
import { Fields } from './fields.js';

/** @import { Room } from '../store/rooms.js' */

/**
 * They throw what went wrong.
 *
 * @typedef {object} RoomIntents
 * @property {(name: string, description: string, retention: string) => Promise<unknown>} createRoom
 * @property {(room: Room, change: { name: string, description: string, retention?: string | null }) => Promise<unknown>} changeRoom
 * @property {(room: Room) => void} askDeleteRoom
 */

/** Asks yes or no; answers true for yes. The focus returns to where it was. */
export class ConfirmDialog {
  #dialog = find('#confirm-dialog', HTMLDialogElement);
  /** @type {((answer: boolean) => void) | undefined} */
  #answer;

  constructor() {
    find('#confirm-yes').addEventListener('click', () => this.#close(true));
    find('#confirm-no').addEventListener('click', () => this.#close(false));
    this.#dialog.addEventListener('close', () => this.#settle(false));
  }

  /**
   * @param {{ title: string, what?: string, yes: string }} question
   * @returns {Promise<boolean>}
   */
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

  /** @param {boolean} answer */
  #close(answer) {
    this.#settle(answer);
    this.#dialog.close();
  }

  /** @param {boolean} answer */
  #settle(answer) {
    this.#answer?.(answer);
    this.#answer = undefined;
  }
}

/** One form for a new room and for the settings of one's own: name, description, and the way to delete it. */
export class RoomDialog {
  #dialog = find('#room-dialog', HTMLDialogElement);
  #form = find('#room-form', HTMLFormElement);
  #name = find('#new-name', HTMLInputElement);
  #description = find('#new-description', HTMLInputElement);
  #retention = find('#new-retention', HTMLSelectElement);
  #fields = new Fields(this.#form, find('#room-form-error'));
  /** @type {Room | undefined} */
  #room;
  #busy = false;

  /**
   * @param {RoomIntents} intents
   */
  constructor(intents) {
    find('#room-cancel').addEventListener('click', () => this.#dialog.close());
    find('#room-delete').addEventListener('click', () => {
      this.#dialog.close();
      if (this.#room) {
        intents.askDeleteRoom(this.#room);
      }
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

  /**
   * Without a room it makes a new one.
   *
   * @param {Room} [room]
   */
  open(room) {
    this.#room = room;
    this.#form.reset();
    this.#fields.clear();
    this.#name.value = room?.name ?? '';
    this.#description.value = room?.description ?? '';
    this.#offer(room?.retention ?? '');
    find('#room-dialog-title').textContent = text(room ? 'room.settings' : 'room.new');
    find('#room-save').textContent = text(room ? 'room.save' : 'room.create');
    find('#room-delete').hidden = !room;
    this.#dialog.showModal();
  }

  /**
   * One that this form does not offer stays as it is.
   *
   * @param {string} retention
   */
  #offer(retention) {
    this.#retention.querySelector('[data-other]')?.remove();
    if (![...this.#retention.options].some(({ value }) => value === retention)) {
      const other = new Option(retention, retention);
      other.dataset.other = '';
      this.#retention.append(other);
    }
    this.#retention.value = retention;
  }

  /** @param {RoomIntents} intents */
  async #submit(intents) {
    const name = this.#name.value.trim();
    const description = this.#description.value.trim();
    const retention = this.#retention.value;
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
    } catch (cause) {
      const error = asChatError(cause);
      this.#fields.complainOf(error, error.code === CODES.conflict ? 'name' : undefined);
    }
  }
}

/** What the keyboard can do. */
export class HelpDialog {
  #dialog = find('#help-dialog', HTMLDialogElement);

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
