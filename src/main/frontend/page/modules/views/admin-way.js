import { adminInAddress, leaveAdminAddress, putAdminInAddress } from '../address.js';
import { text } from '../texts/texts.js';
import { closeDialogs } from './dialog.js';
import { find } from './dom.js';

/**
 * @import { AdminDialog } from '../admin/admin.js'
 * @import { Governor } from '../governing/governor.js'
 * @import { Session } from '../actions/session.js'
 * @import { Store } from '../store/store.js'
 * @import { Http } from '../wire/http.js'
 */

/**
 * The way to the admin's page: a button that admins see, and the address `/#admin`. The server decides who is one; this only hides what
 * it would refuse.
 */
export class AdminWay {
  #store;
  #actions;
  #button = find('#admin');
  /** @type {AdminDialog | undefined} */
  #dialog;
  #opening = false;

  /**
   * @param {Store} store
   * @param {{ session: Session, http: Http, governor: Governor, failed: (cause: unknown) => void }} actions
   */
  constructor(store, actions) {
    this.#store = store;
    this.#actions = actions;
    this.#button.addEventListener('click', () => void this.#open());
    // Before whoever follows the address to a room: under the admin's page the open one stays.
    window.addEventListener('popstate', (event) => this.#followed(event), { capture: true });
    store.on(['session'], () => this.#render());
  }

  #render() {
    const { me } = this.#store;
    this.#button.hidden = !me?.admin;
    if (me && !me.admin && this.#dialog) {
      closeDialogs();
      this.#store.say('admin', text('admin.lost'));
    } else if (me && adminInAddress() !== undefined && !this.#dialog) {
      void this.#open();
    }
  }

  /** @param {Event} event */
  #followed(event) {
    if (adminInAddress() !== undefined) {
      event.stopImmediatePropagation();
      void this.#open();
    } else {
      this.#dialog?.close();
    }
  }

  async #open() {
    const { me, current } = this.#store;
    if (!me || this.#opening || this.#dialog) {
      return;
    }
    if (!me.admin) {
      leaveAdminAddress(current?.roomId ?? '');
      this.#store.say('admin', text('admin.only'));
      return;
    }
    this.#opening = true;
    try {
      const { AdminApi, AdminDialog } = await import('../admin/admin.js');
      if (this.#store.me?.admin) {
        const { session, http, governor } = this.#actions;
        const part = adminInAddress();
        putAdminInAddress(part ?? '');
        this.#dialog = new AdminDialog({
          store: this.#store,
          session,
          governor,
          api: new AdminApi(http),
          part,
          turned: putAdminInAddress,
          closed: () => {
            this.#dialog = undefined;
            leaveAdminAddress(this.#store.current?.roomId ?? '');
          },
        });
      }
    } catch (cause) {
      this.#actions.failed(cause);
    }
    this.#opening = false;
  }
}
