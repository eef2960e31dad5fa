/** @import { Member } from '../wire/types.js' */

/**
 * Who belongs to one room, as far as it was read: a page after the other in the order in which the server has them, and what was
 * found by name apart.
 */
export class Members {
  /** @type {Map<string, Member>} */
  #byId = new Map();
  /**
   * The address of the next page; '' for the first, undefined if there is none.
   * @type {string | undefined}
   */
  next = '';
  busy = false;
  failed = false;
  /** The beginning of a name that is looked for, or ''. */
  query = '';
  /**
   * Who was found so, in the order of their names; undefined while it is not known.
   * @type {Member[] | undefined}
   */
  found;
  /** The address of more of those who were found. @type {string | undefined} */
  foundNext;

  /** Counts the roles that were told. */
  promoted = 0;

  /** @param {string} roomId '' for none */
  constructor(roomId) {
    this.roomId = roomId;
  }

  /** @param {Member[]} members a page of them, or some of it again */
  put(members) {
    members.forEach((member) => this.#byId.set(member._id, member));
  }

  /** @param {string} userId */
  find(userId) {
    return this.#byId.get(userId) ?? this.found?.find(({ _id }) => _id === userId);
  }

  /** @param {string} userId */
  remove(userId) {
    this.#byId.delete(userId);
    this.found = this.found?.filter(({ _id }) => _id !== userId);
  }

  /**
   * What somebody is in the room now.
   *
   * @param {string} userId
   * @param {Member['role']} role
   */
  promote(userId, role) {
    this.promoted += 1;
    const known = this.#byId.get(userId);
    if (known) {
      this.#byId.set(userId, { ...known, role });
    }
    this.found = this.found?.map((member) => (member._id === userId ? { ...member, role } : member));
  }

  list() {
    return [...this.#byId.values()];
  }

  get size() {
    return this.#byId.size;
  }
}
