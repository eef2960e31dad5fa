import { complaint } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { find } from './dom.js';

/** The door: one form, two ways in. `enter(door, name, password)` does the work and throws what went wrong. */
export class SigninView {
  #root = find('#signin');
  #form = find('#signin-form');
  #busy = false;

  constructor(store, { enter, say }) {
    this.#form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (this.#busy) {
        return;
      }
      const door = event.submitter?.value ?? 'login';
      const name = this.#form.elements.namedItem('name').value.trim();
      const password = this.#form.elements.namedItem('password').value;
      const wrong = door === 'register'
        ? complaint('userName', name) || complaint('password', password)
        : (!name || !password) && text('door.fill');
      if (wrong) {
        say(wrong);
        return;
      }
      this.#setBusy(true);
      try {
        await enter(door, name, password);
        this.#form.reset();
      } catch (error) {
        say(error.message);
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
