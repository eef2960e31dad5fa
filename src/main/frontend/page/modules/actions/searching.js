import { Latest } from '../latest.js';
import { closedSearch } from '../store/store.js';
import { asChatError } from '../wire/errors.js';

/**
 * @import { Search, Store } from '../store/store.js'
 * @import { Api } from '../wire/api.js'
 * @import { Message } from '../wire/types.js'
 */

/** The search for messages, in the open room or in all of the person's. Of several searches only the latest counts. */
export class Searching {
  #store;
  #api;
  #asked = new Latest();

  /**
   * @param {Store} store
   * @param {Pick<Api, 'searchRoom' | 'searchAll'>} api
   */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  open() {
    this.#put({ open: true, everywhere: !this.#store.current || this.#store.search.everywhere });
  }

  close() {
    this.#asked.begin();
    this.#store.search = closedSearch();
    this.#store.changed('search');
  }

  /**
   * @param {string} words
   * @param {boolean} everywhere
   */
  async search(words, everywhere) {
    const wanted = words.trim();
    this.#asked.begin();
    if (!wanted) {
      this.#put({ words: '', everywhere, busy: false, messages: undefined, next: undefined, error: '' });
      return;
    }
    this.#put({ words: wanted, everywhere, busy: true, messages: undefined, next: undefined, error: '' });
    const roomId = everywhere ? undefined : this.#store.current?.roomId;
    this.#put({ roomId });
    await this.#ask(() => (roomId ? this.#api.searchRoom(roomId, wanted) : this.#api.searchAll(wanted)));
  }

  /** Further back in time, in the room that was searched, whichever is open by now. */
  async more() {
    const { next, words, roomId } = this.#store.search;
    if (next && roomId) {
      this.#put({ busy: true, error: '' });
      await this.#ask(() => this.#api.searchRoom(roomId, words, next));
    }
  }

  /** @param {() => Promise<{ messages: Message[], next?: string }>} fetch */
  async #ask(fetch) {
    const isLatest = this.#asked.same();
    const { rooms } = this.#store;
    const told = rooms.asking();
    /** @type {Partial<Search>} */
    let found;
    try {
      const { messages, next } = await fetch();
      const before = this.#store.search.messages ?? [];
      const known = new Set(before.map(({ _id }) => _id));
      // Of a room that was left meanwhile nothing may come back.
      const fresh = messages.filter(({ _id, room }) => !known.has(_id) && told(room) !== false);
      found = { messages: [...before, ...fresh.map((message) => this.#store.asNow(message))], next };
    } catch (cause) {
      found = { error: asChatError(cause).message };
    }
    if (isLatest()) {
      this.#put({ busy: false, ...found });
    }
  }

  /** @param {Partial<Search>} change */
  #put(change) {
    this.#store.search = { ...this.#store.search, ...change };
    this.#store.changed('search');
  }
}
