/**
 * What this person has sent and the server has not yet given back. An entry's `clientId` stays the same however often
 * it is tried, so a retry can never become a second message. States: `pending`, `failed`.
 */
export class Outbox {
  #entries = new Map();
  #arrivedEarly = new Set();

  add(clientId, content, at) {
    const entry = { clientId, content, at, state: 'pending', error: '' };
    this.#entries.set(clientId, entry);
    return entry;
  }

  retry(clientId) {
    const entry = this.#entries.get(clientId);
    if (!entry || entry.state !== 'failed') {
      return undefined;
    }
    entry.state = 'pending';
    entry.error = '';
    return entry;
  }

  /** The server has stored it: it lives in the timeline from here on. */
  settle(clientId) {
    this.#entries.delete(clientId);
    this.#arrivedEarly.delete(clientId);
  }

  /**
   * Our own message came back over the socket before its answer did: its oldest waiting twin is hidden until the
   * answer says which one it was, so that it never shows twice.
   */
  arrived(content) {
    const twin = [...this.#entries.values()].find(
      (entry) => entry.state === 'pending' && entry.content === content && !this.#arrivedEarly.has(entry.clientId),
    );
    if (twin) {
      this.#arrivedEarly.add(twin.clientId);
    }
  }

  fail(clientId, error) {
    const entry = this.#entries.get(clientId);
    if (entry) {
      entry.state = 'failed';
      entry.error = error;
      this.#arrivedEarly.delete(clientId);
    }
  }

  discard(clientId) {
    this.settle(clientId);
  }

  /** What is to be shown below the stored messages, in the order of writing. */
  items() {
    return [...this.#entries.values()].filter((entry) => !this.#arrivedEarly.has(entry.clientId));
  }
}
