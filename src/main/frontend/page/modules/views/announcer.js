import { find } from './dom.js';

const FORGET_MS = 5_000;

/** Says something to screen readers that is no message: found people, how many were missed. */
export class Announcer {
  #line = find('#announcer');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {string} words */
  say(words) {
    clearTimeout(this.#timer);
    this.#line.textContent = words;
    // Whoever reads the page later does not stumble over it.
    this.#timer = setTimeout(() => this.#line.replaceChildren(), FORGET_MS);
  }
}
