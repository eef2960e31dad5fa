import { complaint } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { CODES } from '../wire/words.js';
import { find } from './dom.js';
import { Fields } from './fields.js';

/** The door: one form, two ways in. `enter(door, name, password)` does the work and throws what went wrong. */
export class SigninView {
  #root = find('#signin');
  #form = find('#signin-form');
  #fields = new Fields(this.#form, find('#signin-error'));
  #busy = false;

  constructor(store, enter) {
    this.#form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (this.#busy) {
        return;
      }
      const door = event.submitter?.value ?? 'login';
      const name = this.#form.elements.namedItem('name').value.trim();
      const password = this.#form.elements.namedItem('password').value;
      this.#fields.clear();
      if (this.#fields.complain(wrongWith(door, name, password))) {
        return;
      }
      this.#setBusy(true);
      try {
        await enter(door, name, password);
        this.#form.reset();
      } catch (error) {
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
          this.#form.elements.namedItem('name').focus();
        }
      }
    });
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#form.setAttribute('aria-busy', String(busy));
  }
}

/** Which field a refusal means that names none: the name is taken, or does not go with the password. */
const FIELD_OF = { [CODES.conflict]: 'name', [CODES.unauthorized]: 'password' };

function wrongWith(door, name, password) {
  return door === 'register'
    ? { name: complaint('userName', name), password: complaint('password', password) }
    : { name: name ? '' : text('door.fill.name'), password: password ? '' : text('door.fill.password') };
}
