import { text } from '../texts/texts.js';
import { button, element, find, focused } from './dom.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { Toast } from '../store/toasts.js'
 */

/** Shows toasts, and lets them go when their time is over; not while somebody points at one or has the focus in it. */
export class ToastsView {
  #store;
  #list = find('#toasts');
  /** @type {Map<Toast, HTMLElement>} */
  #nodes = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    for (const event of ['pointerleave', 'focusout']) {
      this.#list.addEventListener(event, () => setTimeout(() => this.render()));
    }
    store.on(['alert'], () => this.render());
  }

  render() {
    const { toasts } = this.#store;
    const looked = this.#list.matches(':hover, :focus-within');
    if (!looked) {
      toasts.expire();
    }
    const wanted = new Set(toasts.list());
    this.#nodes.forEach((node, toast) => {
      if (!wanted.has(toast)) {
        node.remove();
        this.#nodes.delete(toast);
      }
    });
    for (const toast of wanted) {
      if (!this.#nodes.has(toast)) {
        const node = this.#toast(toast);
        this.#nodes.set(toast, node);
        this.#list.append(node);
      }
    }
    clearTimeout(this.#timer);
    const { nextEnd } = toasts;
    if (nextEnd !== undefined && !looked) {
      this.#timer = setTimeout(() => this.render(), Math.max(0, nextEnd - Date.now()) + 20);
    }
  }

  /** @param {Toast} toast */
  #toast({ key, words, offers }) {
    const dismiss = () => {
      this.#store.toasts.drop(key);
      const had = focused();
      if (had && this.#list.contains(had)) {
        had.blur();
      }
      this.render();
    };
    return element(
      'div',
      { className: offers.length > 0 ? 'toast offer' : 'toast', role: 'alert' },
      words,
      ' ',
      ...offers.map((offer) => button(offer.words, offer.act, { className: 'quiet' })),
      button(text('alert.dismiss'), dismiss, { className: 'quiet' }),
    );
  }
}
