import { clearAddress, codeInAddress } from '../address.js';
import { complaint } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';
import { find } from './dom.js';
import { Fields } from './fields.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { Http } from '../wire/http.js'
 */

/** @typedef {'login' | 'register'} Door */

/**
 * `enter` does the work and throws what went wrong; `http`: for who has forgotten the password; `failed` says what went wrong there.
 *
 * @typedef {object} SigninIntents
 * @property {(door: Door, name: string, password: string, stay: boolean, invitation: string) => Promise<void>} enter
 * @property {Http} http
 * @property {(cause: unknown) => void} failed
 */

/** The door: one form, two ways in, and a third for who has forgotten the password. */
export class SigninView {
  #store;
  #intents;
  #root = find('#signin');
  #form = find('#signin-form', HTMLFormElement);
  #name = find('#name', HTMLInputElement);
  #password = find('#password', HTMLInputElement);
  #stay = find('#stay', HTMLInputElement);
  #invitation = find('#invitation', HTMLInputElement);
  #said = find('#signin-said');
  #fields = new Fields(this.#form, find('#signin-error'));
  #busy = false;

  /**
   * @param {Store} store
   * @param {SigninIntents} intents
   */
  constructor(store, intents) {
    this.#store = store;
    this.#intents = intents;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit(event.submitter instanceof HTMLButtonElement && event.submitter.value === 'register' ? 'register' : 'login');
    });
    find('#forgot').addEventListener('click', () => void this.#reset(''));
    window.addEventListener('hashchange', () => this.#follow());
    store.on(['session'], () => this.#render());
  }

  #render() {
    const { me, asked, registration } = this.#store;
    const visible = !me && asked;
    find('#invitation-row').hidden = registration !== 'invitation';
    find('#register').hidden = registration === 'closed';
    find('#password-hint').textContent = text(registration === 'closed' ? 'door.closed' : 'door.hint');
    if (visible === this.#root.hidden) {
      this.#root.hidden = !visible;
      if (visible) {
        this.#name.focus();
      }
      this.#follow();
    }
  }

  /** What the link says that one came by. */
  #follow() {
    const { me, asked } = this.#store;
    if (me && codeInAddress('register')) {
      clearAddress();
    } else if (me && codeInAddress('reset')) {
      clearAddress();
      this.#store.say('reset', text('reset.inside'));
    } else if (!me && asked) {
      const reset = codeInAddress('reset');
      const invited = codeInAddress('register');
      const invitation = invited || codeInAddress('invitation');
      if (invited) {
        this.#said.textContent = text('door.invited');
      }
      this.#invitation.value = invitation || this.#invitation.value;
      if (reset) {
        clearAddress();
        void this.#reset(reset);
      }
    }
  }

  /** @param {string} code of a link, '' for none yet */
  async #reset(code) {
    try {
      const { ResetDialog, AccountApi } = await import('../account/reset-dialog.js');
      if (!this.#store.me) {
        new ResetDialog(new AccountApi(this.#intents.http), code, () => {
          this.#said.textContent = text('reset.done');
          this.#password.value = '';
          this.#name.focus();
        });
      }
    } catch (cause) {
      this.#intents.failed(cause);
    }
  }

  /** @param {Door} door */
  async #submit(door) {
    if (this.#busy) {
      return;
    }
    const name = this.#name.value.trim();
    const password = this.#password.value;
    const invitation = this.#invitation.value.trim();
    this.#fields.clear();
    this.#said.textContent = '';
    if (this.#fields.complain(wrongWith(door, name, password, invitation, this.#store.registration === 'invitation'))) {
      return;
    }
    this.#setBusy(true);
    try {
      await this.#intents.enter(door, name, password, this.#stay.checked, invitation);
      this.#form.reset();
    } catch (cause) {
      const error = asChatError(cause);
      // Who may register may have changed since the page asked.
      this.#render();
      const invited = error.code === CODES.forbidden && this.#store.registration === 'invitation';
      this.#fields.complainOf(error, invited ? 'invitation' : FIELD_OF[error.code]);
    } finally {
      this.#setBusy(false);
    }
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
 * @param {Door} door
 * @param {string} name
 * @param {string} password
 * @param {string} invitation
 * @param {boolean} needed whether registering needs one
 */
function wrongWith(door, name, password, invitation, needed) {
  return door === 'register'
    ? {
        name: complaint('userName', name),
        password: complaint('password', password),
        invitation: needed && !invitation ? text('door.fill.invitation') : '',
      }
    : { name: name ? '' : text('door.fill.name'), password: password ? '' : text('door.fill.password') };
}
