import { Latest } from '../latest.js';
import { text } from '../texts/texts.js';
import { closeDialogs } from './dialog.js';
import { around, avatar, button, find, showPicture } from './dom.js';
import { showNames } from './names.js';

/**
 * @import { Offer } from '../account/card.js'
 * @import { Blocking } from '../actions/blocks.js'
 * @import { OwnProfile } from '../actions/own-profile.js'
 * @import { People } from '../actions/people.js'
 * @import { Session } from '../actions/session.js'
 * @import { Store } from '../store/store.js'
 * @import { Http } from '../wire/http.js'
 * @import { Person } from '../wire/types.js'
 */

/**
 * The way to people's cards, from every name and picture that has `data-card`, and to one's own account. Both are loaded when
 * they are wanted for the first time. What is on the page of anybody's pictures and names follows their cards.
 */
export class Cards {
  #store;
  #actions;
  /**
   * Whose picture the button of the account has.
   * @type {Person | undefined}
   */
  #me;
  #asked = new Latest();
  /**
   * One's own card leads to the account.
   * @type {Offer}
   */
  #editing = ({ _id }, close) =>
    _id === this.#store.me?._id
      ? [
          button(text('account.edit'), () => {
            close();
            void this.openAccount();
          }),
        ]
      : [];

  /**
   * @param {Store} store
   * @param {{ people: People, profile: OwnProfile, session: Session, blocking: Blocking, http: Http, offers: Offer[], failed: (cause: unknown) => void }} actions
   */
  constructor(store, actions) {
    this.#store = store;
    this.#actions = actions;
    document.addEventListener('click', ({ target }) => {
      const userId = around(target, '[data-card]')?.dataset.card;
      if (userId) {
        void this.open(userId);
      }
    });
    document.addEventListener('keydown', (event) => {
      const mention = around(event.target, 'mark[data-card]');
      if (mention && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        mention.click();
      }
    });
    find('#account').addEventListener('click', () => void this.openAccount());
    store.on(['session', 'people'], () => this.#render());
  }

  /** @param {string} userId */
  async open(userId) {
    const { people, blocking, offers, failed } = this.#actions;
    const asked = this.#asked.begin();
    try {
      const [{ CardDialog, blockOffer }, profile] = await Promise.all([import('../account/card.js'), people.card(userId)]);
      if (asked()) {
        people.hear(profile);
        new CardDialog(profile, [this.#editing, ...offers, blockOffer(this.#store, blocking)]);
      }
    } catch (cause) {
      if (asked()) {
        failed(cause);
      }
    }
  }

  async openAccount() {
    const { people, profile, session, blocking, http, failed } = this.#actions;
    const { me } = this.#store;
    const asked = this.#asked.begin();
    if (me) {
      try {
        const [{ AccountApi, AccountDialog }, card] = await Promise.all([
          import('../account/account.js'),
          people.card(me._id),
          // Whether the site waits for its first admin.
          me.admin ? undefined : session.refresh(),
        ]);
        if (asked()) {
          new AccountDialog({ card, profile, store: this.#store, session, blocking, api: new AccountApi(http) });
        }
      } catch (cause) {
        if (asked()) {
          failed(cause);
        }
      }
    }
  }

  #render() {
    const { me } = this.#store;
    if (!me) {
      // Nothing of this login's stays on the screen, or comes later.
      this.#asked.begin();
      closeDialogs();
    }
    if (me !== this.#me) {
      this.#me = me;
      find('#account').replaceChildren(...(me ? [avatar(me._id, me.name, me.image)] : []));
    }
    const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-picture]'));
    all.forEach((node) => showPicture(node, this.#store.imageOf(node.dataset.picture ?? '')));
    const called = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-called]'));
    called.forEach((node) => showNames(node, this.#store.displayNameOf(node.dataset.called ?? '', node.dataset.name)));
  }
}
