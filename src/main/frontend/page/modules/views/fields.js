import { seek } from './dom.js';

/** @import { ChatError } from '../wire/errors.js' */

/**
 * What is wrong with the fields of a form, said at each of them: a field named `x` has its line in `#…-x-error` beside
 * it, which is what its `aria-describedby` names first.
 */
export class Fields {
  #form;
  #rest;

  /**
   * `rest`: where what belongs to no field is said.
   *
   * @param {HTMLFormElement} form
   * @param {HTMLElement} rest
   */
  constructor(form, rest) {
    this.#form = form;
    this.#rest = rest;
    form.addEventListener('input', ({ target }) => target instanceof HTMLInputElement && this.#show(target, ''));
  }

  clear() {
    this.#rest.textContent = '';
    this.#inputs().forEach((input) => this.#show(input, ''));
  }

  /**
   * `wrong`: `{field: words}`. True if there was something; the first such field has the focus then.
   *
   * @param {Record<string, string | undefined>} wrong
   */
  complain(wrong) {
    const inputs = this.#inputs().filter(({ name }) => wrong[name]);
    inputs.forEach((input) => this.#show(input, wrong[input.name] ?? ''));
    inputs[0]?.focus();
    return inputs.length > 0;
  }

  /**
   * What a server said: at the fields that it names, or at `field` if it names none but means that one, else below.
   *
   * @param {ChatError} error
   * @param {string} [field]
   */
  complainOf(error, field) {
    const named = Object.fromEntries(error.fields.map(({ field: name, message }) => [name, message]));
    if (!this.complain(named) && !this.complain(field ? { [field]: error.message } : {})) {
      this.#rest.textContent = error.message;
    }
  }

  #inputs() {
    return [...this.#form.elements].filter((input) => input instanceof HTMLInputElement).filter((input) => this.#lineOf(input));
  }

  /**
   * @param {HTMLInputElement} input
   * @param {string} words
   */
  #show(input, words) {
    const line = this.#lineOf(input);
    if (line) {
      line.textContent = words;
      if (words) {
        input.setAttribute('aria-invalid', 'true');
      } else {
        input.removeAttribute('aria-invalid');
      }
    }
  }

  /** @param {HTMLInputElement} input */
  #lineOf({ id }) {
    return id ? seek(`#${id}-error`) : null;
  }
}
