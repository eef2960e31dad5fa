import { find } from './dom.js';

/** @import { Store } from '../store/store.js' */

/**
 * Asks yes or no; answers true for yes. The focus returns to where it was. A question ends, with no, with the login in which it was asked:
 * who says yes must be who was asked.
 */
export class ConfirmDialog {
  #dialog = find('#confirm-dialog', HTMLDialogElement);
  #store;
  /** @type {string | undefined} */
  #asked;
  /** @type {((answer: boolean) => void) | undefined} */
  #answer;

  /** @param {Pick<Store, 'me' | 'on'>} store */
  constructor(store) {
    this.#store = store;
    find('#confirm-yes').addEventListener('click', () => this.#close(true));
    find('#confirm-no').addEventListener('click', () => this.#close(false));
    this.#dialog.addEventListener('close', () => this.#settle(false));
    store.on(['session'], () => this.#ofOther() && this.dismiss());
  }

  /**
   * @param {{ title: string, what?: string, yes: string }} question
   * @returns {Promise<boolean>}
   */
  ask({ title, what = '', yes }) {
    this.#settle(false);
    this.#asked = this.#store.me?._id;
    find('#confirm-title').textContent = title;
    find('#confirm-what').textContent = what;
    find('#confirm-yes').textContent = yes;
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    find('#confirm-no').focus();
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  /** The same as no. */
  dismiss() {
    if (this.#answer) {
      this.#close(false);
    }
  }

  #ofOther() {
    return this.#store.me?._id !== this.#asked;
  }

  /** @param {boolean} answer */
  #close(answer) {
    this.#settle(answer && !this.#ofOther());
    this.#dialog.close();
  }

  /** @param {boolean} answer */
  #settle(answer) {
    this.#answer?.(answer);
    this.#answer = undefined;
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
