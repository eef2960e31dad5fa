import { timeOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { find } from './dom.js';

/** @import { ConnectionState, Store } from '../store/store.js' */

/** The line about the connection: how it is, and since when. */
export class ConnectionView {
  #line = find('#connection');
  #now = find('#connect-now');

  /**
   * @param {Store} store
   * @param {{ connectNow: () => void }} intents
   */
  constructor(store, intents) {
    this.#now.addEventListener('click', () => intents.connectNow());
    store.on(['connection', 'room'], () => {
      const state = stateOf(store);
      this.#line.dataset.state = state;
      // Only what is different is read out.
      const words = wordsFor(state, store.connection);
      if (this.#line.textContent !== words) {
        this.#line.textContent = words;
      }
      find('#chat').dataset.connection = state;
      this.#now.hidden = state !== 'reconnecting';
    });
  }
}

/**
 * Connected is not yet up to date: what was missed has to be there, too.
 *
 * @param {Store} store
 * @returns {ConnectionState | 'syncing'}
 */
function stateOf({ connection, current }) {
  return connection.state === 'connected' && current && !current.synced && current.timeline.loaded ? 'syncing' : connection.state;
}

/**
 * @param {ConnectionState | 'syncing'} state
 * @param {{ since: number, attempt: number }} how
 */
export function wordsFor(state, { since, attempt }) {
  return text(`connection.${state}`, { attempt, since: since ? timeOf(since) : '' });
}
