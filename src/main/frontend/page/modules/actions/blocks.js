import { Latest } from '../latest.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { BlocksApi } from '../wire/blocks-api.js'
 * @import { Blocked } from '../wire/types.js'
 */

/** More pages than anybody needs. */
const PAGES = 50;

/** The list of a moment ago is as good as a new one. */
const FRESH_MS = 10_000;

/**
 * Whom this person blocks. The server tells nobody of a change, not even their other windows: those of the same browser tell each
 * other by `channel`, others read the list again at their next connection.
 */
export class Blocking {
  #store;
  #api;
  #channel;
  #loadedAt = -Infinity;
  /** A list that was asked for before a change may lack it. */
  #loading = new Latest();

  /**
   * @param {Store} store
   * @param {Pick<BlocksApi, 'page' | 'set'>} api
   * @param {Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>} [channel]
   */
  constructor(store, api, channel = new BroadcastChannel('anipub-blocks')) {
    this.#store = store;
    this.#api = api;
    this.#channel = channel;
    channel.addEventListener('message', ({ data }) => data === store.me?._id && void this.load());
  }

  /** Reads the list, unless that was just done. */
  async freshen() {
    if (performance.now() - this.#loadedAt > FRESH_MS) {
      await this.load();
    }
  }

  /** Reads the list. If that fails, what is known stays. */
  async load() {
    const { me } = this.#store;
    const isLatest = this.#loading.begin();
    /** @type {Blocked[]} */
    const all = [];
    this.#loadedAt = performance.now();
    try {
      /** @type {string | undefined} */
      let next;
      for (let pages = 0; pages === 0 || (next && pages < PAGES); pages += 1) {
        const page = await this.#api.page(next);
        all.push(...page.people);
        next = page.next;
      }
    } catch {
      this.#loadedAt = -Infinity;
      return;
    }
    if (me && me._id === this.#store.me?._id && isLatest()) {
      this.#store.blocks.replace(all);
      this.#changed();
    }
  }

  /**
   * @param {{ _id: string, name: string, image?: string }} person
   * @param {boolean} blocked
   */
  async set({ _id, name, image = '' }, blocked) {
    const { me } = this.#store;
    await this.#api.set(_id, blocked);
    this.#loading.begin();
    if (me && me._id === this.#store.me?._id) {
      if (blocked) {
        this.#store.blocks.add({ _id, name, image, since: new Date().toISOString() });
      } else {
        this.#store.blocks.remove(_id);
      }
      this.#changed();
      this.#channel.postMessage(me._id);
    }
  }

  /**
   * Unfolds one message.
   *
   * @param {string} messageId
   */
  show(messageId) {
    this.#store.blocks.show(messageId);
    this.#changed();
  }

  #changed() {
    this.#store.mentions.dropOf((userId) => this.#store.blocks.has(userId));
    this.#store.changed('log', 'rooms', 'search', 'typing');
  }
}
