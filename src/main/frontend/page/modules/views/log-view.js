import { text } from '../texts/texts.js';
import { element, find } from './dom.js';
import { isOther, rowsOf } from './log-rows.js';
import { LogWindow } from './log-window.js';
import { dayParts, isMentioned, messageParts, noticeParts, sendingParts } from './message-row.js';
import { Scroll } from './scroll.js';

const EDGE_PX = 600;
/** So many at once are told by their number, not read out one by one. */
const READ_OUT_MAX = 3;
const CLASSES = { day: 'day', unread: 'unread-line', notices: 'notices' };

/**
 * The conversation: a window of rows, keyed, so that a change touches only the rows that changed. The log reads out what
 * is appended; rows that are no news (history, edits, the reader's own) are marked so that they stay silent.
 */
export class LogView {
  #store;
  #intents;
  #log = find('#messages');
  #scroller = find('#scroller');
  #note = find('#room-note');
  #skeleton = find('#log-skeleton');
  #retry = find('#log-retry');
  #older = find('#older');
  #beginning = find('#beginning');
  #failed = { older: find('#older-failed'), newer: find('#newer-failed') };
  #rows = new Map();
  #window = new LogWindow();
  #scroll;
  #conversation;
  #run = { from: 1, to: 0 };
  #opening = false;
  #newsFrom = Infinity;
  #onLook;

  /** `intents`: older, newer, retry, discard, jumpTo, react, synchronise; `onLook(how)` hears how the log is looked at. */
  constructor(store, intents, onLook) {
    this.#store = store;
    this.#intents = intents;
    this.#onLook = onLook;
    this.#scroll = new Scroll(this.#scroller, this.#log, () => this.#look());
    this.#older.addEventListener('click', () => this.#up(true));
    find('button', this.#failed.older).addEventListener('click', () => intents.older(true));
    find('button', this.#failed.newer).addEventListener('click', () => intents.newer(true));
    find('button', this.#retry).addEventListener('click', () => intents.synchronise());
    store.on(['room', 'log', 'connection'], () => this.render());
    document.addEventListener('visibilitychange', () => this.#look());
  }

  /** Whether the newest message is in sight. */
  get atEnd() {
    return this.#scroll.stuck && this.#window.last >= this.#store.current?.timeline.newest;
  }

  /** The row of that message if there is one now. */
  rowOf(messageId) {
    return this.#rows.get(messageId)?.node;
  }

  /** The message of a row. */
  messageOf(node) {
    return this.#store.current?.timeline.find(node?.dataset.message);
  }

  rows() {
    return [...this.#log.querySelectorAll('.message[data-message]')];
  }

  render() {
    const conversation = this.#store.current;
    if (conversation !== this.#conversation) {
      this.#begin(conversation);
    }
    if (!conversation) {
      return;
    }
    const { timeline } = conversation;
    this.#place(conversation);
    const { trouble } = conversation;
    const loading = !timeline.loaded && !trouble;
    this.#skeleton.hidden = !loading;
    this.#retry.hidden = timeline.loaded || !trouble;
    find('p', this.#retry).textContent = `${text('room.failed')} ${trouble}`;
    const empty = timeline.loaded && timeline.newest === 0 && conversation.outbox.size === 0;
    this.#note.hidden = !empty;
    const older = timeline.loaded && (this.#window.first > this.#run.from || timeline.hasOlder(this.#run.from));
    this.#showEdges(conversation.edges);
    this.#older.hidden = !older || !this.#failed.older.hidden;
    this.#beginning.hidden = older || !timeline.loaded || empty;
    this.#look();
  }

  /** Where fetching more has failed, it says why, and how to try at once. */
  #showEdges(edges) {
    for (const [name, node] of Object.entries(this.#failed)) {
      const { trouble } = edges[name];
      node.hidden = !trouble;
      find('span', node).textContent = trouble;
    }
  }

  #begin(conversation) {
    this.#conversation = conversation;
    this.#rows.forEach(({ node }) => node.remove());
    this.#rows.clear();
    this.#window = new LogWindow();
    this.#run = { from: 1, to: 0 };
    this.#opening = true;
    this.#newsFrom = Infinity;
    this.#scroll.toBottom();
  }

  #place(conversation) {
    const { timeline, goTo } = conversation;
    const sticking = this.#scroll.stuck && conversation.focus === undefined;
    const wasAtEnd = this.#window.last >= this.#run.to;
    const before = this.#run;
    this.#run = timeline.runAt(conversation.focus);
    if (conversation.focus !== undefined && this.#run.to >= timeline.complete) {
      conversation.focus = undefined;
    }
    if (goTo?.end) {
      this.#window.toEnd(this.#run);
    } else if (goTo) {
      if (goTo.seq < this.#window.first || goTo.seq > this.#window.last || before.from !== this.#run.from) {
        this.#window.around(goTo.seq, this.#run);
      }
    } else {
      this.#window.follow(this.#run, { wasAtEnd, sticking });
    }
    conversation.goTo = undefined;
    const change = () => this.#put(this.#wanted(conversation));
    if (goTo) {
      change();
      this.#goTo(goTo);
    } else {
      this.#scroll.around(change, [...this.#log.children]);
    }
    this.#open(conversation);
  }

  #goTo({ end, seq }) {
    const row = !end && this.rowOf(this.#conversation.timeline.at(seq)?._id);
    if (end) {
      this.#scroll.toBottom();
    } else if (row) {
      this.#scroll.to(row, 0.4);
      this.#enter(row);
      row.focus({ preventScroll: true });
      row.classList.remove('found');
      requestAnimationFrame(() => row.classList.add('found'));
    }
  }

  /** Once the room is complete for the first time: where reading begins, and from where on there is news. */
  #open(conversation) {
    if (conversation.synced && this.#newsFrom === Infinity) {
      this.#newsFrom = conversation.timeline.newest + 1;
    }
    if (!this.#opening || !conversation.synced) {
      return;
    }
    this.#opening = false;
    const line = this.#rows.get(`unread-${conversation.unreadFrom}`)?.node;
    if (line && this.#scroll.stuck && this.#scroll.isAbove(line)) {
      this.#scroll.to(line, 0.1);
    }
  }

  #wanted(conversation) {
    const { timeline, outbox, unreadFrom } = conversation;
    const { first, last } = this.#window;
    const wanted = timeline.loaded ? rowsOf({ timeline, unreadFrom, first, last, notices: this.#store.notices }) : [];
    if (last >= timeline.complete) {
      wanted.push(...outbox.items().map((entry) => ({ key: entry.clientId, kind: 'sending', entry })));
    }
    return wanted;
  }

  /** Brings the rows in line with what is wanted: removes, makes, renews, in order. */
  #put(wanted) {
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { node }] of this.#rows) {
      if (!keys.has(key)) {
        node.remove();
      }
    }
    const fresh = wanted.filter(({ key, kind, message }) => kind === 'message' && this.#isNews(message) && !this.#rows.has(key));
    const aloud = fresh.length <= READ_OUT_MAX;
    if (!aloud) {
      this.#intents.announce(text('log.missed', { count: fresh.length }));
    }
    const rows = new Map();
    let cursor = this.#log.firstElementChild;
    for (const row of wanted) {
      const kept = this.#rows.get(row.key);
      const node = kept?.node ?? this.#make(row, aloud);
      if (!kept || isOther(kept, row, this.#connected)) {
        this.#fill(node, row, Boolean(kept));
      }
      node.classList.toggle('grouped', row.grouped ?? false);
      rows.set(row.key, { node, row, connected: this.#connected });
      if (node === cursor) {
        cursor = cursor.nextElementSibling;
      } else {
        this.#log.insertBefore(node, cursor);
      }
    }
    this.#rows = rows;
    if (fresh.length > 0) {
      this.#newsFrom = Math.max(this.#newsFrom, fresh.at(-1).message.seq + 1);
    }
    this.#keepTabStop();
  }

  #isNews({ seq, sender }) {
    return seq >= this.#newsFrom && sender !== this.#store.me?._id;
  }

  #make({ kind, message }, aloud) {
    const tag = kind === 'message' || kind === 'sending' ? 'article' : 'p';
    const node = element(tag, { className: CLASSES[kind] ?? 'message' });
    if (kind === 'message') {
      node.dataset.message = message._id;
      node.dataset.seq = String(message.seq);
      node.tabIndex = -1;
    }
    if (kind !== 'message' || !aloud || !this.#isNews(message)) {
      node.setAttribute('aria-live', 'off');
    }
    return node;
  }

  #fill(node, { kind, message, entry, notices, at, words }, again) {
    const { me } = this.#store;
    const context = { me, nameOf: (userId) => this.#store.nameOf(userId) };
    if (kind === 'message') {
      const key = again && node.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
      if (again) {
        node.setAttribute('aria-live', 'off');
      }
      node.classList.toggle('own', message.sender === me._id);
      node.classList.toggle('mentioned', isMentioned(message, me));
      // The toolbar stays where it is, and may have the focus; removing what has it runs others' handlers.
      [...node.children].filter((part) => !part.classList.contains('actions')).forEach((part) => part.remove());
      node.prepend(...messageParts(message, context, this.#intents));
      if (key) {
        (node.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? node).focus({ preventScroll: true });
      }
    } else if (kind === 'sending') {
      node.className = `message own sending ${entry.state}`;
      node.replaceChildren(...sendingParts(entry, me, this.#connected, this.#intents));
    } else if (kind === 'notices') {
      node.replaceChildren(...noticeParts(notices));
    } else if (kind === 'day') {
      node.replaceChildren(...dayParts(at, words));
    } else {
      node.replaceChildren(element('span', {}, text('log.new')));
    }
  }

  get #connected() {
    return this.#store.connection.state === 'connected';
  }

  /** One message can be reached by Tab, the newest at first; arrows go on from there. */
  #keepTabStop() {
    const last = this.rows().at(-1);
    if (last && !(this.#log.contains(document.activeElement) && find('.message[tabindex="0"]', this.#log))) {
      this.#enter(last);
    }
  }

  #enter(row) {
    this.#log.querySelectorAll('.message[tabindex="0"]').forEach((other) => {
      other.tabIndex = -1;
    });
    row.tabIndex = 0;
  }

  /** The focus goes to the message `steps` further down, or up. */
  step(row, steps) {
    const rows = this.rows();
    const next = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + steps))];
    if (next) {
      this.#enter(next);
      next.focus();
    }
  }

  #up(asked = false) {
    const { timeline } = this.#conversation;
    if (this.#window.first > this.#run.from) {
      this.#window.up(this.#run);
      this.#rerender();
    } else if (timeline.hasOlder(this.#run.from)) {
      this.#intents.older(asked);
    }
  }

  #down() {
    if (this.#window.last < this.#run.to) {
      this.#window.down(this.#run);
      this.#rerender();
    } else if (this.#run.to < this.#conversation.timeline.newest) {
      this.#intents.newer();
    }
  }

  #rerender() {
    this.#scroll.around(() => this.#put(this.#wanted(this.#conversation)), [...this.#log.children]);
    this.render();
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
    const line = this.#rows.get(`unread-${conversation.unreadFrom}`)?.node;
    this.#onLook({
      atEnd: this.atEnd,
      visible: document.visibilityState === 'visible',
      lineAbove: conversation.unreadFrom > 0 && (line ? this.#scroll.isAbove(line) : conversation.unreadFrom < this.#window.first),
    });
  }
}
