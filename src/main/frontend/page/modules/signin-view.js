import { complaint } from './rules.js';

/** The door: one form, two ways in. `enter(door, name, password)` does the work and throws what went wrong. */
export class SigninView {
  #root = document.querySelector('#signin');
  #form = document.querySelector('#signin-form');
  #busy = false;

  constructor(enter, alert) {
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
        : (!name || !password) && 'Fill in your name and your password.';
      if (wrong) {
        alert(wrong);
        return;
      }
      this.#setBusy(true);
      try {
        await enter(door, name, password);
        this.#form.reset();
      } catch (error) {
        alert(error.message);
      } finally {
        this.#setBusy(false);
      }
    });
  }

  show(visible) {
    this.#root.hidden = !visible;
    if (visible) {
      this.#form.elements.namedItem('name').focus();
    }
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#form.setAttribute('aria-busy', String(busy));
  }
}
