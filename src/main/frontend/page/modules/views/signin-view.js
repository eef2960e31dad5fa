import { complaint } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';
import { find } from './dom.js';
import { Fields } from './fields.js';

/** @import { Store } from '../store/store.js' */

/** The door: one form, two ways in. `enter(door, name, password, stay)` does the work and throws what went wrong. */
export class SigninView {
  #root = find('#signin');
  #form = find('#signin-form', HTMLFormElement);
  #name = find('#name', HTMLInputElement);
  #password = find('#password', HTMLInputElement);
  #stay = find('#stay', HTMLInputElement);
  #fields = new Fields(this.#form, find('#signin-error'));
  #busy = false;

  /**
   * @param {Store} store
   * @param {(door: 'login' | 'register', name: string, password: string, stay: boolean) => Promise<void>} enter
   */
  constructor(store, enter) {
    this.#form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (this.#busy) {
        return;
      }
      const door = event.submitter instanceof HTMLButtonElement && event.submitter.value === 'register' ? 'register' : 'login';
      const name = this.#name.value.trim();
      const password = this.#password.value;
      this.#fields.clear();
      if (this.#fields.complain(wrongWith(door, name, password))) {
        return;
      }
      this.#setBusy(true);
      try {
        await enter(door, name, password, this.#stay.checked);
        this.#form.reset();
      } catch (cause) {
        const error = asChatError(cause);
        this.#fields.complainOf(error, FIELD_OF[error.code]);
      } finally {
        this.#setBusy(false);
      }
    });
    store.on(['session'], () => {
      const visible = !store.me && store.asked;
      if (visible === this.#root.hidden) {
        this.#root.hidden = !visible;
        if (visible) {
          this.#name.focus();
        }
      }
    });
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.#busy = busy;
    this.#form.setAttribute('aria-busy', String(busy));
  }
}

/**
 * Which field a refusal means that names none: the name is taken, or does not go with the password.
 * @type {Record<string, string>}
 */
const FIELD_OF = { [CODES.conflict]: 'name', [CODES.unauthorized]: 'password' };

/**
 * @param {'login' | 'register'} door
 * @param {string} name
 * @param {string} password
 */
function wrongWith(door, name, password) {
  return door === 'register'
    ? { name: complaint('userName', name), password: complaint('password', password) }
    : { name: name ? '' : text('door.fill.name'), password: password ? '' : text('door.fill.password') };
}
