import { text } from '../texts/texts.js';
import { find } from './dom.js';

/** @import { Conversation } from '../store/conversation.js' */

/** What stands in the log around its rows: that it loads, that it failed, that it is empty, where it begins, and what failed at its ends. */
export class LogFrame {
  #note = find('#room-note');
  #skeleton = find('#log-skeleton');
  #retry = find('#log-retry');
  #older = find('#older');
  #beginning = find('#beginning');
  #failed = { older: find('#older-failed'), newer: find('#newer-failed') };

  /**
   * What its buttons do; `up` is to show what stands above, `older` and `newer` to fetch once more.
   *
   * @param {{ up: () => void, older: () => void, newer: () => void, synchronise: () => void }} intents
   */
  constructor({ up, older, newer, synchronise }) {
    this.#older.addEventListener('click', up);
    find('button', HTMLElement, this.#failed.older).addEventListener('click', older);
    find('button', HTMLElement, this.#failed.newer).addEventListener('click', newer);
    find('button', HTMLElement, this.#retry).addEventListener('click', synchronise);
  }

  /**
   * @param {Conversation} conversation
   * @param {boolean} older whether there is something above
   */
  show({ timeline, trouble, outbox, edges }, older) {
    this.#skeleton.hidden = timeline.loaded || trouble !== '';
    this.#retry.hidden = timeline.loaded || trouble === '';
    find('p', HTMLElement, this.#retry).textContent = `${text('room.failed')} ${trouble}`;
    const empty = timeline.loaded && timeline.newest === 0 && outbox.size === 0;
    this.#note.hidden = !empty;
    this.#showEdge(this.#failed.older, edges.older.trouble);
    this.#showEdge(this.#failed.newer, edges.newer.trouble);
    this.#older.hidden = !older || edges.older.trouble !== '';
    this.#beginning.hidden = older || !timeline.loaded || empty;
  }

  /**
   * Where fetching more has failed, it says why, and how to try at once.
   *
   * @param {HTMLElement} node
   * @param {string} trouble
   */
  #showEdge(node, trouble) {
    node.hidden = trouble === '';
    find('span', HTMLElement, node).textContent = trouble;
  }
}
