/**
 * @import { Store } from '../store/store.js'
 * @import { PeopleApi } from '../wire/people-api.js'
 * @import { MentionNotice, Told } from '../wire/types.js'
 */

/** Keeps what was said to this person by name, or in answer to what they wrote. */
export class MentionList {
  #store;
  #api;

  /**
   * @param {Store} store
   * @param {Pick<PeopleApi, 'mentions'>} api
   */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  /** The newest ones; asked after each connection, as what comes without one is not told. */
  async load() {
    const { mentions } = this.#store;
    const { notices } = await this.#api.mentions();
    if (mentions === this.#store.mentions) {
      mentions.put(notices);
      this.#learn(notices);
      this.#store.changed('rooms');
    }
  }

  /**
   * A page of all of them.
   *
   * @param {string} [page] the address of one that is not the first
   */
  async read(page) {
    const found = await this.#api.mentions(page);
    this.#learn(found.notices);
    return found;
  }

  /** @param {Told['mentioned']} told */
  hear({ roomId, kind, message }) {
    const notice = { kind, message: { ...message, room: message.room ?? roomId } };
    this.#store.mentions.put([notice]);
    this.#learn([notice]);
    this.#store.changed('rooms');
  }

  /** @param {MentionNotice[]} notices */
  #learn(notices) {
    notices.forEach(({ message }) => this.#store.learn(message.sender, message.senderName));
  }
}
