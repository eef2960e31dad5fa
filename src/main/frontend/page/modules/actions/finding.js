/**
 * @import { Store } from '../store/store.js'
 * @import { PeopleApi } from '../wire/people-api.js'
 * @import { Found } from './people.js'
 */
import { Latest } from '../latest.js';
import { folded, surest } from '../store/rules.js';

const ASK_AFTER_MS = 200;

/** Finds people to write to: there is no list of everybody, so it is those whom one has met, and the members of the open room. */
export class Finding {
  #store;
  #api;
  #asked = new Latest();

  /**
   * @param {Store} store
   * @param {Pick<PeopleApi, 'members'>} api
   */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  /**
   * Those who are known at once.
   *
   * @param {string} words how a part of the name, or of the display name, begins
   * @returns {Found[]} the surest first, then by name
   */
  known(words) {
    const found = words.trim() ? this.#store.peopleCalled(words) : [];
    const order = surest(folded(words.trim()));
    return found
      .map((person) => ({ ...person, image: this.#store.imageOf(person.userId) }))
      .sort((a, b) => order(a, b) || a.name.localeCompare(b.name));
  }

  /**
   * The same after the members of the open room have been asked for; undefined if something else is looked for meanwhile.
   *
   * @param {string} words
   * @returns {Promise<Found[] | undefined>}
   */
  async find(words) {
    const isLatest = this.#asked.begin();
    const { current, people } = this.#store;
    await new Promise((resolve) => {
      setTimeout(resolve, ASK_AFTER_MS);
    });
    if (!isLatest()) {
      return undefined;
    }
    if (current && words.trim()) {
      try {
        const { items: members } = await this.#api.members(current.roomId, { q: words.trim() });
        members.forEach((member) => people.meet(member));
      } catch {
        // Whom one has met is better than nobody.
      }
    }
    return isLatest() ? this.known(words) : undefined;
  }
}
