import { Latest } from '../latest.js';
import { folded } from '../store/rules.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { Api } from '../wire/api.js'
 */

const ASK_AFTER_MS = 150;

/** @typedef {{ userId: string, name: string }} Found */

/** Finds people: those to mention, and the names of those who are told by id. */
export class People {
  #store;
  #api;
  #asked = new Latest();

  /**
   * @param {Store} store
   * @param {Pick<Api, 'members'>} api
   */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  /**
   * Members of the open room whose name begins so, `{userId, name}`: who is here first, then who else belongs to it.
   *
   * @param {string} words
   * @returns {Promise<Found[]>}
   */
  async beginning(words) {
    const { current, me } = this.#store;
    const isLatest = this.#asked.begin();
    if (!current) {
      return [];
    }
    const wanted = folded(words);
    const found = new Map();
    const add = (/** @type {string} */ userId, /** @type {string} */ name) => {
      if (userId !== me?._id && folded(name).startsWith(wanted)) {
        found.set(userId, { userId, name });
      }
    };
    current.roster.people().forEach(({ userId, userName }) => add(userId, userName));
    await new Promise((resolve) => {
      setTimeout(resolve, ASK_AFTER_MS);
    });
    if (isLatest()) {
      try {
        (await this.#api.members(current.roomId, words)).forEach(({ _id, name }) => add(_id, name));
      } catch {
        // Who is here is better than nobody.
      }
    }
    return [...found.values()];
  }

  /**
   * Learns the names of the members of the open room, if one of those ids is unknown.
   *
   * @param {string[]} userIds
   */
  async learn(userIds) {
    const { current } = this.#store;
    if (current && userIds.some((userId) => !this.#store.nameOf(userId))) {
      try {
        (await this.#api.members(current.roomId)).forEach(({ _id, name }) => this.#store.learn(_id, name));
      } catch {
        // They stay a number.
      }
    }
  }
}
