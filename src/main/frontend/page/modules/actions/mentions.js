/**
 * @import { Store } from '../store/store.js'
 * @import { PeopleApi } from '../wire/people-api.js'
 * @import { Message, MentionNotice, Told } from '../wire/types.js'
 */

/** Keeps what was said to this person by name, or in answer to what they wrote. */
export class MentionList {
  #store;
  #api;
  /**
   * Address of a page -> the last one of the page before it.
   * @type {Map<string, MentionNotice>}
   */
  #ends = new Map();

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
    await this.read();
  }

  /**
   * A page of all of them, kept with those that are known.
   *
   * @param {string} [page] the address of one that is not the first
   */
  async read(page) {
    const { mentions, rooms } = this.#store;
    if (!page) {
      this.#ends.clear();
    }
    const before = mentions.list();
    const told = rooms.asking();
    const { notices, next } = await this.#api.mentions(page);
    if (mentions !== this.#store.mentions) {
      return { notices: [], next: undefined };
    }
    // Of a room that was left meanwhile nothing may come back.
    const mine = notices.filter(({ message }) => told(message.room) !== false && this.#isWanted(message));
    mentions.read(mine, { before, below: this.#ends.get(page ?? ''), last: next === undefined });
    const end = notices.at(-1);
    if (next && end) {
      this.#ends.set(next, end);
    }
    this.#learn(mine);
    this.#store.changed('rooms');
    return { notices: mine, next };
  }

  /** @param {Told['mentioned']} told */
  hear({ roomId, kind, message }) {
    if (!this.#isWanted(message)) {
      return;
    }
    const notice = { kind, message: { ...message, room: message.room ?? roomId } };
    this.#store.mentions.put([notice]);
    this.#learn([notice]);
    this.#store.changed('rooms');
  }

  /** The server does not tell of who is blocked; it may have done before. @param {Pick<Message, 'sender'>} message */
  #isWanted({ sender }) {
    return !this.#store.blocks.has(sender);
  }

  /** @param {MentionNotice[]} notices */
  #learn(notices) {
    notices.forEach(({ message }) => this.#store.learn(message.sender, message.senderName));
  }
}
