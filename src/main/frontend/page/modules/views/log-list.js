import { text } from '../texts/texts.js';
import { element, focused, seek } from './dom.js';
import { isOther } from './log-rows.js';
import { dayParts, isMentioned, messageParts, noticeParts, sendingParts } from './message-row.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { Message, Quote } from '../wire/types.js'
 * @import { MessageRow, Row } from './log-rows.js'
 */

/**
 * What buttons in the rows do, and how something is told to screen readers.
 *
 * @typedef {object} RowIntents
 * @property {(clientId: string) => void} retry
 * @property {(clientId: string) => void} discard
 * @property {(quoted: Quote) => void} jumpTo
 * @property {(message: Message, emoji: string) => void} react
 * @property {(message: Message) => void} unfold
 * @property {(words: string) => void} announce
 */

/** So many at once are told by their number, not read out one by one. */
const READ_OUT_MAX = 3;
const CLASSES = { day: 'day', unread: 'unread-line', notices: 'notices', message: 'message', sending: 'message' };

/**
 * The rows of the log in the page, keyed, so that a change touches only the rows that changed. The log reads out what is
 * appended; rows that are no news (history, edits, the reader's own) are marked so that they stay silent.
 */
export class LogList {
  #log;
  #store;
  #intents;
  /** @type {Map<string, { node: HTMLElement, row: Row, connected: boolean }>} */
  #rows = new Map();
  /** The number of the first message that is news. */
  #newsFrom = Infinity;

  /**
   * @param {HTMLElement} log
   * @param {Store} store
   * @param {RowIntents} intents
   */
  constructor(log, store, intents) {
    this.#log = log;
    this.#store = store;
    this.#intents = intents;
  }

  clear() {
    this.#rows.forEach(({ node }) => node.remove());
    this.#rows.clear();
    this.#newsFrom = Infinity;
  }

  /**
   * What comes from that number on is news. Only the first call after `clear` counts.
   *
   * @param {number} seq
   */
  expectNews(seq) {
    if (this.#newsFrom === Infinity) {
      this.#newsFrom = seq;
    }
  }

  /**
   * The row of that key if there is one now; a message's key is its id.
   *
   * @param {string | undefined} key
   */
  rowOf(key) {
    return key === undefined ? undefined : this.#rows.get(key)?.node;
  }

  /**
   * Brings the rows in line with what is wanted: removes, makes, renews, in order.
   *
   * @param {Row[]} wanted
   */
  put(wanted) {
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { node }] of this.#rows) {
      if (!keys.has(key)) {
        node.remove();
      }
    }
    const news = wanted.flatMap((row) =>
      row.kind === 'message' && this.#isNews(row.message) && !this.#rows.has(row.key) ? [row.message] : [],
    );
    const aloud = news.length <= READ_OUT_MAX;
    if (!aloud) {
      this.#intents.announce(text('log.missed', { count: news.length }));
    }
    const connected = this.#store.connection.state === 'connected';
    const rows = new Map();
    let cursor = this.#log.firstElementChild;
    for (const row of wanted) {
      const kept = this.#rows.get(row.key);
      const node = kept?.node ?? this.#make(row, aloud);
      if (!kept || isOther(kept, row, connected)) {
        this.#fill(node, row, connected, Boolean(kept));
      }
      node.classList.toggle('grouped', row.kind === 'message' && row.grouped);
      rows.set(row.key, { node, row, connected });
      if (node === cursor) {
        cursor = cursor.nextElementSibling;
      } else {
        this.#log.insertBefore(node, cursor);
      }
    }
    this.#rows = rows;
    this.#newsFrom = Math.max(this.#newsFrom, (news.at(-1)?.seq ?? 0) + 1);
    this.#keepTabStop();
  }

  /**
   * The focus goes to the message `steps` further down, or up.
   *
   * @param {HTMLElement} row
   * @param {number} steps
   */
  step(row, steps) {
    const rows = this.#messages();
    const next = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + steps))];
    if (next) {
      this.enter(next);
      next.focus();
    }
  }

  /**
   * Makes that row the one which Tab reaches.
   *
   * @param {HTMLElement} row
   */
  enter(row) {
    this.#log.querySelectorAll('.message[tabindex="0"]').forEach((other) => other.setAttribute('tabindex', '-1'));
    row.tabIndex = 0;
  }

  /** @returns {HTMLElement[]} */
  #messages() {
    return [...this.#log.querySelectorAll(/** @type {'article'} */ ('.message[data-message]'))];
  }

  /** @param {Message} message */
  #isNews({ seq, sender }) {
    return seq >= this.#newsFrom && sender !== this.#store.me?._id;
  }

  /**
   * @param {Row} row
   * @param {boolean} aloud
   */
  #make(row, aloud) {
    const tag = row.kind === 'message' || row.kind === 'sending' ? 'article' : 'p';
    const node = element(tag, { className: CLASSES[row.kind] });
    if (row.kind === 'message') {
      node.dataset.message = row.message._id;
      node.dataset.seq = String(row.message.seq);
      node.tabIndex = -1;
    }
    if (row.kind !== 'message' || !aloud || row.folded || !this.#isNews(row.message)) {
      node.setAttribute('aria-live', 'off');
    }
    return node;
  }

  /**
   * @param {HTMLElement} node
   * @param {Row} row
   * @param {boolean} connected
   * @param {boolean} again
   */
  #fill(node, row, connected, again) {
    const { me } = this.#store;
    if (!me) {
      return;
    }
    switch (row.kind) {
      case 'message':
        this.#fillMessage(node, row, again);
        break;
      case 'sending':
        node.className = `message own sending ${row.entry.state}`;
        node.replaceChildren(...sendingParts(row.entry, me, connected, this.#intents));
        break;
      case 'notices':
        node.replaceChildren(...noticeParts(row.notices, row.at));
        break;
      case 'day':
        node.replaceChildren(...dayParts(row.at, row.words));
        break;
      default:
        node.replaceChildren(element('span', {}, text('log.new')));
    }
  }

  /**
   * @param {HTMLElement} node
   * @param {MessageRow} row
   * @param {boolean} again
   */
  #fillMessage(node, row, again) {
    const { message } = row;
    const { me } = this.#store;
    if (!me) {
      return;
    }
    const had = focused();
    const key = again && had && node.contains(had) ? had.dataset.key : undefined;
    if (again) {
      node.setAttribute('aria-live', 'off');
    }
    node.classList.toggle('own', message.sender === me._id);
    node.classList.toggle('mentioned', isMentioned(message, me));
    // The toolbar stays where it is, and may have the focus; removing what has it runs others' handlers.
    [...node.children].filter((part) => !part.classList.contains('actions')).forEach((part) => part.remove());
    node.prepend(
      ...messageParts(
        message,
        {
          me,
          row,
          nameOf: (userId) => this.#store.nameOf(userId),
          imageOf: (userId) => this.#store.imageOf(userId),
          displayNameOf: (userId, name) => this.#store.displayNameOf(userId, name),
        },
        this.#intents,
      ),
    );
    if (key) {
      (seek(`[data-key="${CSS.escape(key)}"]`, node) ?? node).focus({ preventScroll: true });
    }
  }

  /** One message can be reached by Tab, the newest at first; arrows go on from there. */
  #keepTabStop() {
    const last = this.#messages().at(-1);
    if (last && !(this.#log.contains(document.activeElement) && seek('.message[tabindex="0"]', this.#log))) {
      this.enter(last);
    }
  }
}
