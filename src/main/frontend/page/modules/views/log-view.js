import { find } from './dom.js';
import { LogFrame } from './log-frame.js';
import { LogList } from './log-list.js';
import { rowsOf } from './log-rows.js';
import { LogWindow } from './log-window.js';
import { Scroll } from './scroll.js';

/**
 * @import { Conversation, GoTo } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { RowIntents } from './log-list.js'
 * @import { Row } from './log-rows.js'
 */

/**
 * @typedef {RowIntents & { older: (asked?: boolean) => void, newer: (asked?: boolean) => void, synchronise: () => void }} LogIntents
 */

/**
 * How the log is looked at: whether its end is in sight, whether the page is, and whether the line of the first unread
 * message is further up.
 *
 * @typedef {{ atEnd: boolean, visible: boolean, lineAbove: boolean }} Look
 */

const EDGE_PX = 600;

/** The conversation: which part of it has rows in the page, and where its reader stands in it. */
export class LogView {
  #store;
  #intents;
  #log = find('#messages');
  #list;
  #frame;
  #window = new LogWindow();
  #scroll;
  /** @type {Conversation | undefined} */
  #conversation;
  #run = { from: 1, to: 0 };
  #opening = false;
  /** @type {(how: Look) => void} */
  #onLook;

  /**
   * @param {Store} store
   * @param {LogIntents} intents
   * @param {(how: Look) => void} onLook after every render, scroll and change of visibility
   */
  constructor(store, intents, onLook) {
    this.#store = store;
    this.#intents = intents;
    this.#onLook = onLook;
    this.#list = new LogList(this.#log, store, intents);
    this.#scroll = new Scroll(find('#scroller'), this.#log, () => this.#look());
    this.#frame = new LogFrame({
      up: () => this.#up(true),
      older: () => intents.older(true),
      newer: () => intents.newer(true),
      synchronise: () => intents.synchronise(),
    });
    store.on(['room', 'log', 'connection'], () => this.render());
    document.addEventListener('visibilitychange', () => this.#look());
  }

  /** Whether the newest message is in sight. */
  get atEnd() {
    return this.#scroll.stuck && this.#window.last >= (this.#store.current?.timeline.newest ?? 0);
  }

  /**
   * The row of that message if there is one now.
   *
   * @param {string | undefined} messageId
   */
  rowOf(messageId) {
    return this.#list.rowOf(messageId);
  }

  /**
   * The message of a row.
   *
   * @param {HTMLElement | null} row
   */
  messageOf(row) {
    return this.#store.current?.timeline.find(row?.dataset.message);
  }

  /**
   * The focus goes to the message `steps` further down, or up.
   *
   * @param {HTMLElement} row
   * @param {number} steps
   */
  step(row, steps) {
    this.#list.step(row, steps);
  }

  render() {
    const conversation = this.#store.current;
    if (conversation !== this.#conversation) {
      this.#begin(conversation);
    }
    if (conversation) {
      const { timeline } = conversation;
      this.#place(conversation);
      this.#frame.show(conversation, timeline.loaded && (this.#window.first > this.#run.from || timeline.hasOlder(this.#run.from)));
      this.#look();
    }
  }

  /** @param {Conversation | undefined} conversation */
  #begin(conversation) {
    this.#conversation = conversation;
    this.#list.clear();
    this.#window = new LogWindow();
    this.#run = { from: 1, to: 0 };
    this.#opening = true;
    this.#scroll.toBottom();
  }

  /** @param {Conversation} conversation */
  #place(conversation) {
    const { timeline, goTo } = conversation;
    const sticking = this.#scroll.stuck && conversation.focus === undefined;
    const wasAtEnd = this.#window.last >= this.#run.to;
    const before = this.#run;
    this.#run = timeline.runAt(conversation.focus);
    if (conversation.focus !== undefined && this.#run.to >= timeline.complete) {
      conversation.focus = undefined;
    }
    conversation.goTo = undefined;
    if (goTo) {
      this.#jump(conversation, goTo, before.from !== this.#run.from);
    } else {
      this.#window.follow(this.#run, { wasAtEnd, sticking });
      this.#put(conversation);
    }
    this.#open(conversation);
  }

  /** @param {Conversation} conversation */
  #put(conversation) {
    this.#scroll.around(() => this.#list.put(this.#wanted(conversation)), [...this.#log.children]);
  }

  /**
   * @param {Conversation} conversation
   * @param {GoTo} goTo
   * @param {boolean} otherRun whether what is shown does not continue what was
   */
  #jump(conversation, { end, seq }, otherRun) {
    if (end) {
      this.#window.toEnd(this.#run);
    } else if (otherRun || seq < this.#window.first || seq > this.#window.last) {
      this.#window.around(seq, this.#run);
    }
    this.#list.put(this.#wanted(conversation));
    const row = end ? undefined : this.rowOf(conversation.timeline.at(seq)?._id);
    if (end) {
      this.#scroll.toBottom();
    } else if (row) {
      this.#scroll.to(row, 0.4);
      this.#list.enter(row);
      row.focus({ preventScroll: true });
      row.classList.remove('found');
      requestAnimationFrame(() => row.classList.add('found'));
    }
  }

  /**
   * Once the room is complete for the first time: where reading begins, and from where on there is news.
   *
   * @param {Conversation} conversation
   */
  #open({ synced, timeline, unreadFrom }) {
    if (!synced) {
      return;
    }
    this.#list.expectNews(timeline.newest + 1);
    if (this.#opening) {
      this.#opening = false;
      const line = this.#list.rowOf(`unread-${unreadFrom}`);
      if (line && this.#scroll.stuck && this.#scroll.isAbove(line)) {
        this.#scroll.to(line, 0.1);
      }
    }
  }

  /**
   * @param {Conversation} conversation
   * @returns {Row[]}
   */
  #wanted({ timeline, outbox, unreadFrom }) {
    const { first, last } = this.#window;
    const { notices, blocks } = this.#store;
    const wanted = timeline.loaded ? rowsOf({ timeline, unreadFrom, first, last, notices, folds: (message) => blocks.folds(message) }) : [];
    if (last >= timeline.complete) {
      wanted.push(...outbox.items().map((entry) => /** @type {const} */ ({ key: entry.clientId, kind: 'sending', entry })));
    }
    return wanted;
  }

  #up(asked = false) {
    const conversation = this.#conversation;
    if (conversation && this.#window.first > this.#run.from) {
      this.#window.up(this.#run);
      this.#put(conversation);
      this.render();
    } else if (conversation?.timeline.hasOlder(this.#run.from)) {
      this.#intents.older(asked);
    }
  }

  #down() {
    const conversation = this.#conversation;
    if (conversation && this.#window.last < this.#run.to) {
      this.#window.down(this.#run);
      this.#put(conversation);
      this.render();
    } else if (conversation && this.#run.to < conversation.timeline.newest) {
      this.#intents.newer();
    }
  }

  /** How far the reader is from the edges decides what is shown and fetched next. */
  #look() {
    const conversation = this.#conversation;
    if (!conversation?.timeline.loaded || conversation !== this.#store.current) {
      return;
    }
    if (this.#scroll.fromTop < EDGE_PX && !this.#opening) {
      this.#up();
    }
    if (this.#scroll.fromBottom < EDGE_PX) {
      this.#down();
    }
    const { unreadFrom } = conversation;
    const line = this.#list.rowOf(`unread-${unreadFrom}`);
    this.#onLook({
      atEnd: this.atEnd,
      visible: document.visibilityState === 'visible',
      lineAbove: unreadFrom > 0 && (line ? this.#scroll.isAbove(line) : unreadFrom < this.#window.first),
    });
  }
}
