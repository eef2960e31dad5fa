import { Latest } from '../latest.js';
import { folded, isCalled } from '../store/rules.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { Api } from '../wire/api.js'
 * @import { PeopleApi } from '../wire/people-api.js'
 * @import { Profile } from '../wire/types.js'
 */

const ASK_AFTER_MS = 150;

/** All who are in a room hear of a newcomer at the same moment: each asks at a time of its own, for all who came meanwhile. */
const NEWCOMERS_AFTER_MS = 3_000;
const NEWCOMERS_WITHIN_MS = 30_000;
/** So many newcomers are asked for one by one; for more of them, the members of the room are. */
const ONE_BY_ONE = 5;

/** @typedef {{ userId: string, name: string, displayName?: string, image?: string }} Found */

/** Finds people: those to mention, and the names of those who are told by id. */
export class People {
  #store;
  #api;
  #rooms;
  #asked = new Latest();
  /**
   * Who was asked for.
   * @type {Set<string>}
   */
  #lookedFor = new Set();
  /**
   * Rooms whose people were asked for when they were shown first.
   * @type {Set<string>}
   */
  #met = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #newcomers;

  /**
   * @param {Store} store
   * @param {Pick<Api, 'person'>} api
   * @param {Pick<PeopleApi, 'members'>} rooms
   */
  constructor(store, api, rooms) {
    this.#store = store;
    this.#api = api;
    this.#rooms = rooms;
    // What was learned is gone with the person.
    store.on(['session'], () => store.me || this.#forget());
  }

  /**
   * Members of the open room whose name begins so: who is here first, then who else belongs to it. By a part of the display name, those
   * are found whose page was read: the server looks for names.
   *
   * @param {string} words
   * @returns {Promise<Found[]>}
   */
  async beginning(words) {
    const { current, me, people } = this.#store;
    const isLatest = this.#asked.begin();
    if (!current) {
      return [];
    }
    const wanted = folded(words);
    const found = new Map();
    const add = (/** @type {string} */ userId, /** @type {string} */ name) => {
      const person = { userId, name, displayName: this.#store.displayNameOf(userId, name), image: this.#store.imageOf(userId) };
      if (userId !== me?._id && isCalled(person, wanted)) {
        found.set(userId, person);
      }
    };
    current.roster.people().forEach(({ userId, userName }) => add(userId, userName));
    const { members } = this.#store;
    if (members.roomId === current.roomId) {
      members.list().forEach(({ _id, name }) => add(_id, name));
    }
    await new Promise((resolve) => {
      setTimeout(resolve, ASK_AFTER_MS);
    });
    if (isLatest()) {
      try {
        (await this.#rooms.members(current.roomId, { q: words })).items.forEach((member) => {
          people.meet(member);
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
    const { current, people } = this.#store;
    if (current && userIds.some((userId) => !this.#store.nameOf(userId))) {
      try {
        (await this.#rooms.members(current.roomId)).items.forEach((member) => people.meet(member));
      } catch {
        // They stay a number.
      }
    }
  }

  /**
   * Learns the pictures and display names of who is in the open room, once for each of those ids: at once when the room is shown for
   * the first time, of newcomers some seconds later.
   *
   * @param {string[]} userIds
   */
  async learnImages(userIds) {
    const { current } = this.#store;
    if (!current || userIds.length === 0) {
      return;
    }
    if (!this.#met.has(current.roomId)) {
      this.#met.add(current.roomId);
      await this.#askFor(current.roomId, this.#unknown(userIds), 0);
    } else if (this.#unknown(userIds).length > 0) {
      const delay = NEWCOMERS_AFTER_MS + Math.random() * (NEWCOMERS_WITHIN_MS - NEWCOMERS_AFTER_MS);
      this.#newcomers ??= setTimeout(() => void this.#askForNewcomers(), delay);
    }
  }

  /**
   * Somebody's card has changed, or was read.
   *
   * @param {Pick<Profile, '_id' | 'name' | 'displayName' | 'image'>} profile
   */
  hear(profile) {
    this.#store.hear(profile);
  }

  /** Nobody has told of what has changed while the page was away: it is asked for anew where it is shown. */
  missed() {
    this.#store.people.missed();
    this.#forget();
  }

  /** @param {string} userId */
  card(userId) {
    return this.#api.person(userId);
  }

  async #askForNewcomers() {
    this.#newcomers = undefined;
    const { current } = this.#store;
    if (current) {
      const here = current.roster.people().map(({ userId }) => userId);
      await this.#askFor(current.roomId, this.#unknown(here), ONE_BY_ONE);
    }
  }

  /** @param {string[]} userIds */
  #unknown(userIds) {
    return userIds.filter((userId) => !this.#store.people.isCurrent(userId) && !this.#lookedFor.has(userId));
  }

  /**
   * @param {string} roomId
   * @param {string[]} userIds
   * @param {number} oneByOne up to how many are asked for alone
   */
  async #askFor(roomId, userIds, oneByOne) {
    if (userIds.length === 0) {
      return;
    }
    const { people } = this.#store;
    userIds.forEach((userId) => this.#lookedFor.add(userId));
    try {
      const found = await (userIds.length <= oneByOne
        ? Promise.all(userIds.map((userId) => this.#api.person(userId)))
        : this.#rooms.members(roomId).then(({ items }) => items));
      found.forEach((person) => people.meet(person));
      this.#store.changed('people');
    } catch {
      // They have their initial.
    }
  }

  #forget() {
    clearTimeout(this.#newcomers);
    this.#newcomers = undefined;
    this.#lookedFor.clear();
    this.#met.clear();
  }
}
