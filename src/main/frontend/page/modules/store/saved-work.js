/** @import { Entry } from './outbox.js' */

const PREFIX = 'anipub';

/** The emoji used last, of whoever uses this browser. */
export const EMOJI_KEY = `${PREFIX}:emoji`;

/** What of a browser's storage it needs. @typedef {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} Kept */

/**
 * What a person must not lose with the window: drafts and unsent messages per room, kept in the browser's storage under
 * their id and gone when they log out. Several windows share it, so each change reads what is there and touches its own
 * entry only. A full or forbidden storage is no reason to fail: then they last as long as the window.
 */
export class SavedWork {
  /** @type {Kept | undefined} */
  #storage;
  #userId;

  /**
   * @param {Kept | undefined} storage
   * @param {string} userId
   */
  constructor(storage, userId) {
    this.#storage = storage;
    this.#userId = userId;
  }

  /**
   * `{roomId: text}`
   *
   * @returns {Record<string, string>}
   */
  drafts() {
    return this.#read('drafts');
  }

  /**
   * @param {string} roomId
   * @param {string} draft
   */
  keepDraft(roomId, draft) {
    this.#update('drafts', (drafts) => {
      if (draft) {
        drafts[roomId] = draft;
      } else {
        delete drafts[roomId];
      }
    });
  }

  /**
   * The entries of outboxes: `{clientId: {roomId, …entry}}`
   *
   * @returns {Record<string, Entry & { roomId: string }>}
   */
  unsent() {
    return this.#read('unsent');
  }

  /**
   * @param {string} roomId
   * @param {Entry} entry
   */
  keepUnsent(roomId, entry) {
    this.#update('unsent', (unsent) => {
      unsent[entry.clientId] = { ...entry, roomId };
    });
  }

  /** @param {string} clientId */
  dropUnsent(clientId) {
    this.#update('unsent', (unsent) => {
      delete unsent[clientId];
    });
  }

  /**
   * Everything of a room that its writer has no business in any more.
   *
   * @param {string} roomId
   */
  dropRoom(roomId) {
    this.keepDraft(roomId, '');
    this.#update('unsent', (unsent) => {
      for (const [clientId, entry] of Object.entries(unsent)) {
        if (entry.roomId === roomId) {
          delete unsent[clientId];
        }
      }
    });
  }

  clear() {
    for (const key of [this.#key('drafts'), this.#key('unsent'), EMOJI_KEY]) {
      try {
        this.#storage?.removeItem(key);
      } catch {
        // Nothing could be kept there either.
      }
    }
  }

  /**
   * @template {'drafts' | 'unsent'} K
   * @param {K} name
   * @param {(value: ReturnType<SavedWork[K]>) => void} change
   */
  #update(name, change) {
    const value = this.#read(name);
    change(value);
    try {
      this.#storage?.setItem(this.#key(name), JSON.stringify(value));
    } catch {
      // Full or forbidden: see above.
    }
  }

  /** @param {string} name */
  #read(name) {
    try {
      const value = JSON.parse(this.#storage?.getItem(this.#key(name)) ?? '{}');
      return value && typeof value === 'object' && !Array.isArray(value) ? value : {};
    } catch {
      return {};
    }
  }

  /** @param {string} name */
  #key(name) {
    return `${PREFIX}:${this.#userId}:${name}`;
  }
}
