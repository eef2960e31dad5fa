/**
 * `error`: why it was refused, or ''. `at`: when it was written, in ms.
 *
 * @typedef {object} Entry
 * @property {string} clientId
 * @property {string} content
 * @property {number} at
 * @property {'pending' | 'failed'} state
 * @property {string} error
 * @property {boolean} tried
 * @property {boolean} sending
 * @property {{ _id: string, senderName: string, content: string }} [replyTo]
 */

/**
 * What this person has sent in one room and the server has not yet given back, in the order of writing. An entry's
 * `clientId` stays the same however often it is tried, so a retry can never become a second message. States:
 * `pending` (will be sent by itself), `failed` (refused; kept until its writer decides). `tried`: it may have arrived.
 */
export class Outbox {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {Set<string>} */
  #arrivedEarly = new Set();

  /**
   * From where an earlier life of the page kept them: their fate is unknown.
   *
   * @param {Entry[]} entries
   */
  restore(entries) {
    for (const entry of entries) {
      if (!this.#entries.has(entry.clientId)) {
        this.#entries.set(entry.clientId, { ...entry, sending: false });
      }
    }
  }

  /**
   * @param {Pick<Entry, 'clientId' | 'content' | 'at' | 'replyTo'>} message
   * @returns {Entry}
   */
  add({ clientId, content, at, replyTo }) {
    /** @type {Entry} */
    const entry = { clientId, content, at, state: 'pending', error: '', tried: false, sending: false, ...(replyTo && { replyTo }) };
    this.#entries.set(clientId, entry);
    return entry;
  }

  /** The next to be sent, or undefined: the oldest pending one. */
  next() {
    return [...this.#entries.values()].find(({ state }) => state === 'pending');
  }

  /**
   * It is on its way now.
   *
   * @param {string} clientId
   */
  sending(clientId) {
    this.#change(clientId, { sending: true, tried: true });
  }

  /**
   * Nobody answered; it waits for the next try.
   *
   * @param {string} clientId
   */
  wait(clientId) {
    this.#change(clientId, { sending: false });
  }

  /**
   * The server has stored it: it lives in the timeline from here on.
   *
   * @param {string} clientId
   */
  settle(clientId) {
    this.#entries.delete(clientId);
    this.#arrivedEarly.delete(clientId);
  }

  /**
   * Our own message came back before its answer did: its oldest tried twin is hidden until the answer says which one
   * it was, so that it never shows twice.
   *
   * @param {string} content
   */
  arrived(content) {
    const twin = [...this.#entries.values()].find(
      (entry) => entry.state === 'pending' && entry.tried && entry.content === content && !this.#arrivedEarly.has(entry.clientId),
    );
    if (twin) {
      this.#arrivedEarly.add(twin.clientId);
    }
  }

  /**
   * @param {string} clientId
   * @param {string} error
   */
  fail(clientId, error) {
    this.#change(clientId, { state: 'failed', error, sending: false });
    this.#arrivedEarly.delete(clientId);
  }

  /**
   * What failed is to be sent after all. False if it is not there, or on its way anyhow.
   *
   * @param {string} clientId
   */
  retry(clientId) {
    if (this.#entries.get(clientId)?.state !== 'failed') {
      return false;
    }
    this.#change(clientId, { state: 'pending', error: '' });
    return true;
  }

  /**
   * Its writer does not want it any more. False while it is on its way: it may arrive.
   *
   * @param {string} clientId
   */
  discard(clientId) {
    const entry = this.#entries.get(clientId);
    if (!entry || entry.sending) {
      return false;
    }
    this.settle(clientId);
    return true;
  }

  /** Nothing of it is wanted any more, whatever becomes of what is on its way. */
  clear() {
    this.#entries.clear();
    this.#arrivedEarly.clear();
  }

  get size() {
    return this.#entries.size;
  }

  /** All there is, for keeping. */
  entries() {
    return [...this.#entries.values()];
  }

  /** What is to be shown below the stored messages, in the order of writing. */
  items() {
    return this.entries().filter((entry) => !this.#arrivedEarly.has(entry.clientId));
  }

  /**
   * Each state is a new object, so that a view sees what has changed.
   *
   * @param {string} clientId
   * @param {Partial<Entry>} change
   */
  #change(clientId, change) {
    const entry = this.#entries.get(clientId);
    if (entry) {
      this.#entries.set(clientId, { ...entry, ...change });
    }
  }
}
