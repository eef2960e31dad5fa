import { Latest } from '../latest.js';
import { folded } from '../store/rules.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { Api } from '../wire/api.js'
 * @import { Person, Profile } from '../wire/types.js'
 */

const ASK_AFTER_MS = 150;

/** @typedef {{ userId: string, name: string, image?: string }} Found */

/** Finds people: those to mention, and the names of those who are told by id. */
export class People {
  #store;
  #api;
  #asked = new Latest();
  /** @type {Set<string>} */
  #lookedFor = new Set();

  /**
   * @param {Store} store
   * @param {Pick<Api, 'members' | 'person'>} api
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
        found.set(userId, { userId, name, image: this.#store.imageOf(userId) });
      }
    };
    current.roster.people().forEach(({ userId, userName }) => add(userId, userName));
    await new Promise((resolve) => {
      setTimeout(resolve, ASK_AFTER_MS);
    });
    if (isLatest()) {
      try {
        (await this.#api.members(current.roomId, words)).forEach((member) => {
          this.#see(member);
          add(member._id, member.name);
        });
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
        (await this.#api.members(current.roomId)).forEach((member) => this.#see(member));
      } catch {
        // They stay a number.
      }
    }
  }

  /**
   * Learns the pictures of who is in the open room, once for each of those ids.
   *
   * @param {string[]} userIds
   */
  async learnImages(userIds) {
    const { current } = this.#store;
    const unknown = userIds.filter((userId) => this.#store.imageOf(userId) === undefined && !this.#lookedFor.has(userId));
    unknown.forEach((userId) => this.#lookedFor.add(userId));
    if (current && unknown.length > 0) {
      try {
        (await this.#api.members(current.roomId)).forEach((member) => this.#see(member));
        this.#store.changed('people');
      } catch {
        // They have their initial.
      }
    }
  }

  /**
   * Somebody's card has changed, or was read.
   *
   * @param {Pick<Profile, '_id' | 'name' | 'image'>} profile
   */
  hear({ _id, name, image }) {
    this.#store.learn(_id, name);
    this.#store.learnImage(_id, image);
    this.#store.changed('people', 'session');
  }

  /** @param {string} userId */
  card(userId) {
    return this.#api.person(userId);
  }

  /** What is newer, from an event or a card, stays. @param {Person} member */
  #see({ _id, name, image }) {
    this.#store.learn(_id, name);
    if (this.#store.imageOf(_id) === undefined && image !== undefined) {
      this.#store.learnImage(_id, image);
    }
  }
}
