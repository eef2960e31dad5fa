/** Tasks that are due later: one of each name at a time, none after the end. */
export class Timers {
  /** @type {Map<unknown, ReturnType<typeof setTimeout>>} */
  #timers = new Map();
  #ended = false;

  /**
   * Runs `task` once after `delay`, unless one of that name is due already. A name may be any value.
   *
   * @param {unknown} name
   * @param {number} delay in ms
   * @param {() => unknown} task
   */
  later(name, delay, task) {
    if (!this.#ended && !this.#timers.has(name)) {
      const run = () => {
        this.#timers.delete(name);
        void task();
      };
      this.#timers.set(name, setTimeout(run, delay));
    }
  }

  get ended() {
    return this.#ended;
  }

  end() {
    this.#ended = true;
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
  }
}
