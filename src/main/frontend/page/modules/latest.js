/** Of several questions only the latest counts. */
export class Latest {
  #turn = 0;

  /** A new question; the answer tells whether it is the latest one still. */
  begin() {
    this.#turn += 1;
    return this.same();
  }

  /** Tells whether no question has begun since. */
  same() {
    const turn = this.#turn;
    return () => turn === this.#turn;
  }
}

/**
 * A question whose answer may be older than what is told meanwhile. Only the latest one counts.
 *
 * @template V
 */
export class Since {
  #latest = new Latest();
  /** @type {Map<string, V> | undefined} */
  #told;

  /**
   * The answer, and what was told since it was asked for; undefined if it was asked again meanwhile.
   *
   * @template A
   * @param {() => Promise<A>} question
   * @returns {Promise<{ answer: A, told: Map<string, V> } | undefined>}
   */
  async ask(question) {
    const isLatest = this.#latest.begin();
    /** @type {Map<string, V>} */
    const told = new Map();
    this.#told = told;
    try {
      const answer = await question();
      return isLatest() ? { answer, told } : undefined;
    } finally {
      if (this.#told === told) {
        this.#told = undefined;
      }
    }
  }

  /**
   * @param {string} key what it is about; the last of it counts
   * @param {V} value
   */
  tell(key, value) {
    this.#told?.set(key, value);
  }
}
