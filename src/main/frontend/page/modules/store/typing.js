const EXPIRES_MS = 5_000;

/** Who is typing in a room: each for 5 s after the last sign of it, and no longer than until their message comes. */
export class Typing {
  /** @type {Map<string, { userName: string, until: number }>} */
  #until = new Map();

  /**
   * @param {string} userId
   * @param {string} userName
   * @param {number} [now]
   */
  began(userId, userName, now = Date.now()) {
    this.#until.forEach(({ until }, other) => until <= now && this.#until.delete(other));
    this.#until.set(userId, { userName, until: now + EXPIRES_MS });
  }

  /** @param {string} userId */
  ended(userId) {
    return this.#until.delete(userId);
  }

  clear() {
    this.#until.clear();
  }

  /**
   * The names, in the order of beginning.
   *
   * @param {number} [now]
   */
  names(now = Date.now()) {
    return [...this.#until.values()].filter(({ until }) => until > now).map(({ userName }) => userName);
  }

  /**
   * When the next one expires, or undefined.
   *
   * @param {number} [now]
   */
  nextEnd(now = Date.now()) {
    const ends = [...this.#until.values()].map(({ until }) => until).filter((until) => until > now);
    return ends.length > 0 ? Math.min(...ends) : undefined;
  }
}
