import { closedSearch } from '../store/store.js';

/** The search for messages, in the open room or in all of the person's. Of several searches only the latest counts. */
export class Searching {
  #store;
  #api;
  #asked = 0;

  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  open() {
    this.#put({ open: true, everywhere: !this.#store.current || this.#store.search.everywhere });
  }

  close() {
    this.#asked += 1;
    this.#store.search = closedSearch();
    this.#store.changed('search');
  }

  async search(words, everywhere) {
    const wanted = words.trim();
    this.#asked += 1;
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
    if (next) {
      this.#put({ busy: true, error: '' });
      await this.#ask(() => this.#api.searchRoom(roomId, words, next));
    }
  }

  async #ask(fetch) {
    const asked = this.#asked;
    let found;
    try {
      const { messages, next } = await fetch();
      const before = this.#store.search.messages ?? [];
      const known = new Set(before.map(({ _id }) => _id));
      found = { messages: [...before, ...messages.filter(({ _id }) => !known.has(_id))], next };
    } catch (error) {
      found = { error: error.message };
    }
    if (asked === this.#asked) {
      this.#put({ busy: false, ...found });
    }
  }

  #put(change) {
    this.#store.search = { ...this.#store.search, ...change };
    this.#store.changed('search');
  }
}
