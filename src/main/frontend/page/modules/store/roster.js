/** @import { Present } from '../wire/types.js' */

/** Who is in the room right now: one entry per person, however many windows they have open. */
export class Roster {
  /** @type {Map<string, string>} */
  #names = new Map();
  /** How many people the server counts; its list ends at 200. */
  #count = 0;
  /** @type {[move: 'joined' | 'left', userId: string, userName: string][] | undefined} */
  #moves;

  /** A list is being asked for: whoever moves until it is here may be missing in it. */
  asking() {
    this.#moves = [];
  }

  /**
   * From the ack of entering: one entry per socket or per person, and how many people there are in all.
   *
   * @param {Present[]} users
   * @param {number} [count]
   */
  reset(users, count) {
    this.#names = new Map(users.map(({ userId, userName }) => [userId, userName]));
    this.#count = count ?? this.#names.size;
    const whole = this.#count <= this.#names.size;
    const moves = this.#moves ?? [];
    this.#moves = undefined;
    // Each is later than the list or already in it, and the last one of a person is what holds.
    moves.forEach(([move, ...person]) => this[move](...person));
    if (whole) {
      this.#count = this.#names.size;
    }
  }

  /**
   * `count`: of the people who are here after that, as the server knows it.
   *
   * @param {string} userId
   * @param {string} userName
   * @param {number} [count]
   */
  joined(userId, userName, count) {
    this.#moves?.push(['joined', userId, userName]);
    const known = this.#names.has(userId);
    this.#names.set(userId, userName);
    this.#count = count ?? this.#count + (known ? 0 : 1);
  }

  /**
   * @param {string} userId
   * @param {string} userName
   * @param {number} [count]
   */
  left(userId, userName, count) {
    this.#moves?.push(['left', userId, userName]);
    this.#names.delete(userId);
    this.#count = count ?? this.#count - 1;
  }

  /** People that the server counts and has not named. */
  get beyond() {
    return Math.max(0, this.#count - this.#names.size);
  }

  get count() {
    return this.#names.size + this.beyond;
  }

  /** `{userId, userName}` by name. */
  people() {
    return [...this.#names].map(([userId, userName]) => ({ userId, userName })).sort((a, b) => a.userName.localeCompare(b.userName));
  }
}
