const SHOWN_MS = 10_000;
const MOST = 3;

/**
 * `until`: in ms, when it goes. `passing`: all may be well again, then nobody has to hear of it. `offers`: what can be done about it;
 * such a one is good news.
 *
 * @typedef {{ words: string, act: () => void }} ToastOffer
 * @typedef {{ key: string, words: string, stays: boolean, passing: boolean, until: number, offers: ToastOffer[] }} Toast
 */

/**
 * What wants attention for a while, each under a key: the same key again takes the place of what stood there, so that one
 * trouble is one line however often it happens. All but those that `stay` go by themselves.
 */
export class Toasts {
  /** @type {Map<string, Toast>} */
  #byKey = new Map();

  /**
   * `stays`: until it is dismissed or `drop`ped, for what explains a view that somebody may come back to late.
   *
   * @param {string} key
   * @param {string} words
   * @param {{ stays?: boolean, passing?: boolean, offers?: ToastOffer[] }} [how]
   */
  say(key, words, { stays = false, passing = false, offers = [] } = {}) {
    const known = this.#byKey.get(key);
    this.#byKey.delete(key);
    // The same words are the same object, which is not read out again.
    const toast = known?.words === words ? known : { key, words, stays, passing, until: 0, offers };
    toast.until = stays ? Infinity : Date.now() + SHOWN_MS;
    this.#byKey.set(key, toast);
    for (const oldest of this.#byKey.keys()) {
      if (this.#byKey.size <= MOST) {
        break;
      }
      this.drop(oldest);
    }
  }

  /** @param {string} key */
  drop(key) {
    this.#byKey.delete(key);
  }

  /** All is well again: nobody has to hear that it was not. */
  dropPassing() {
    this.#byKey.forEach(({ passing }, key) => passing && this.#byKey.delete(key));
  }

  clear() {
    this.#byKey.clear();
  }

  /** @param {number} [now] */
  expire(now = Date.now()) {
    this.#byKey.forEach(({ until }, key) => until <= now && this.#byKey.delete(key));
  }

  /** When the next one goes, or undefined. */
  get nextEnd() {
    const ends = this.list()
      .map(({ until }) => until)
      .filter(Number.isFinite);
    return ends.length > 0 ? Math.min(...ends) : undefined;
  }

  list() {
    return [...this.#byKey.values()];
  }
}
