import { avatar, element } from './dom.js';
import { dayOf, fullTimeOf, timeOf } from './clock.js';
import { Scroll } from './scroll.js';

const GROUP_MS = 5 * 60_000;

/** The conversation: rows keyed by id, so that a change touches only the rows that changed. */
export class MessagesView {
  #scroller = document.querySelector('#scroller');
  #log = document.querySelector('#messages');
  #older = document.querySelector('#older');
  #note = document.querySelector('#room-note');
  #toNewest = document.querySelector('#to-newest');
  #rows = new Map();
  #actions;
  #scroll;
  #atTop;

  /** `actions`: `older()`, `retry(clientId)`, `discard(clientId)`. */
  constructor(actions) {
    this.#actions = actions;
    this.#scroll = new Scroll(this.#scroller, (stuck) => {
      this.#toNewest.hidden = stuck;
    });
    this.#toNewest.addEventListener('click', () => this.#scroll.toBottom());
    this.#older.addEventListener('click', () => actions.older());
    this.#atTop = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && actions.older(),
      { root: this.#scroller, rootMargin: '200px 0px 0px 0px' },
    );
  }

  /** Whether the reader follows the newest messages. */
  get following() {
    return this.#scroll.stuck;
  }

  clear() {
    this.#rows.clear();
    this.#log.replaceChildren();
    this.#older.hidden = true;
    this.#atTop.disconnect();
    this.#scroll.toBottom();
  }

  /** Follows the reader's own message down. */
  toBottom() {
    this.#scroll.toBottom();
  }

  /**
   * Shows `items` (the timeline's) and then `sending` (the outbox's). With `quietly`, what is put in front is not
   * read out by screen readers: it is not news.
   */
  render({ items, sending, me, hasOlder, note, quietly = false }) {
    this.#scroll.around(() => {
      this.#log.setAttribute('aria-live', quietly ? 'off' : 'polite');
      this.#place([...this.#describe(items, me), ...sending.map((entry) => this.#sending(entry, me))]);
      this.#note.hidden = !note;
      this.#note.textContent = note;
      this.#older.hidden = !hasOlder;
    }, [...this.#log.querySelectorAll('[data-seq]')]);
    // Observing anew asks anew: a page too short to fill the screen must fetch the one before it, too.
    this.#atTop.disconnect();
    if (hasOlder) {
      this.#atTop.observe(this.#older);
    }
  }

  *#describe(items, me) {
    const days = new Set();
    let previous;
    for (const { type, message, notice } of items) {
      if (type === 'notice') {
        previous = undefined;
        yield { key: notice.id, make: () => noticeRow(notice) };
        continue;
      }
      const today = dayOf(message.timestamp);
      if (!days.has(today)) {
        days.add(today);
        previous = undefined;
        yield { key: `day-${today}`, make: () => element('p', { className: 'day' }, today) };
      }
      const grouped = previous?.sender === message.sender && new Date(message.timestamp) - new Date(previous.timestamp) < GROUP_MS;
      previous = message;
      yield { key: message._id, grouped, make: () => messageRow(message, message.sender === me._id) };
    }
  }

  #sending(entry, me) {
    return {
      key: `${entry.clientId}-${entry.state}`,
      make: () => sendingRow(entry, me, this.#actions),
    };
  }

  #place(wanted) {
    const kept = new Set(wanted.map(({ key }) => key));
    for (const [key, row] of this.#rows) {
      if (!kept.has(key)) {
        row.remove();
      }
    }
    const rows = new Map();
    let cursor = this.#log.firstElementChild;
    for (const { key, grouped = false, make } of wanted) {
      const row = this.#rows.get(key) ?? make();
      rows.set(key, row);
      row.classList.toggle('grouped', grouped);
      if (row === cursor) {
        cursor = cursor.nextElementSibling;
      } else {
        this.#log.insertBefore(row, cursor);
      }
    }
    this.#rows = rows;
  }
}

function messageRow(message, own) {
  return element(
    'article',
    { className: own ? 'message own' : 'message', 'data-seq': String(message.seq) },
    avatar(message.sender, message.senderName, message.senderImage),
    element(
      'header',
      {},
      element('span', { className: 'sender' }, message.senderName),
      ' ',
      element('time', { dateTime: message.timestamp, title: fullTimeOf(message.timestamp) }, timeOf(message.timestamp)),
    ),
    element('p', { className: 'content', dir: 'auto' }, message.content),
  );
}

function noticeRow({ kind, userName, at }) {
  const what = kind === 'joined' ? 'joined the chat' : 'left the chat';
  return element('p', { className: 'notice' }, `${userName} ${what} `, element('time', { dateTime: new Date(at).toISOString() }, timeOf(at)));
}

function sendingRow(entry, me, actions) {
  const row = element(
    'article',
    { className: `message own ${entry.state}` },
    avatar(me._id, me.name, me.image),
    element('header', {}, element('span', { className: 'sender' }, me.name), ' ', entry.state === 'pending' ? 'Sending…' : 'Not sent'),
    element('p', { className: 'content', dir: 'auto' }, entry.content),
  );
  if (entry.state === 'failed') {
    const retry = element('button', { type: 'button' }, 'Retry');
    const discard = element('button', { type: 'button', className: 'quiet' }, 'Discard');
    retry.addEventListener('click', () => actions.retry(entry.clientId));
    discard.addEventListener('click', () => actions.discard(entry.clientId));
    row.append(element('p', { className: 'failure' }, entry.error, ' ', retry, ' ', discard));
  }
  return row;
}
