import { text } from '../texts/texts.js';
import { find } from './dom.js';

/** @import { Store } from '../store/store.js' */

/** The line that tells who is typing. */
export class TypingView {
  #line = find('#typing');

  /** @param {Store} store */
  constructor(store) {
    store.on(['typing', 'room'], () => {
      this.#line.textContent = wordsFor(store.current?.typing.names() ?? []);
    });
  }
}

/** @param {string[]} names */
export function wordsFor(names) {
  switch (names.length) {
    case 0:
      return '';
    case 1:
      return text('typing.one', { names });
    case 2:
      return text('typing.two', { names });
    default:
      return text('typing.many', { names: names.slice(0, 1), count: names.length - 1 });
  }
}
