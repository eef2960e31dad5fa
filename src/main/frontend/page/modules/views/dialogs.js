import { find } from './dom.js';

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
