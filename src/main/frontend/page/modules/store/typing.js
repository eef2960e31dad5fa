const EXPIRES_MS = 5_000;

/** Who is typing in a room: each for 5 s after the last sign of it, and no longer than until their message comes. */
export class Typing {
  #until = new Map();

  began(userId, userName, now = Date.now()) {
    this.#until.forEach(({ until }, other) => until <= now && this.#until.delete(other));
    this.#until.set(userId, { userName, until: now + EXPIRES_MS });
  }

  ended(userId) {
    return this.#until.delete(userId);
  }

  clear() {
    this.#until.clear();
  }

  /** The names, in the order of beginning. */
  names(now = Date.now()) {
    return [...this.#until.values()].filter(({ until }) => until > now).map(({ userName }) => userName);
  }

  /** When the next one expires, or undefined. */
  nextEnd(now = Date.now()) {
    const ends = [...this.#until.values()].map(({ until }) => until).filter((until) => until > now);
    return ends.length > 0 ? Math.min(...ends) : undefined;
  }
}
