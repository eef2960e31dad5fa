import { dayKey, dayOf } from '../texts/format.js';

/**
 * @import { Entry } from '../store/outbox.js'
 * @import { Notice, Timeline } from '../store/timeline.js'
 * @import { Message, Quote } from '../wire/types.js'
 */

/** Whether a message, or a quote of it, is folded. @typedef {(message: Message | Quote) => boolean} Folds */

/**
 * What stands in the log, as plain values. A day's `words` are right at the moment of asking; `notices` are joins and
 * leaves with nothing between them, in one; `sending` is what the server does not have yet. `folded`: of somebody who is blocked;
 * `foldedQuote`: what it replies to is.
 *
 * @typedef {{ key: string, kind: 'day', at: string, words: string }} DayRow
 * @typedef {{ key: string, kind: 'unread' }} UnreadRow
 * @typedef {{ key: string, kind: 'notices', notices: Notice[], at: number }} NoticesRow
 * @typedef {{ key: string, kind: 'message', message: Message, grouped: boolean, folded?: boolean, foldedQuote?: boolean }} MessageRow
 * @typedef {{ key: string, kind: 'sending', entry: Entry }} SendingRow
 * @typedef {DayRow | UnreadRow | NoticesRow | MessageRow | SendingRow} Row
 */

const GROUP_MS = 5 * 60_000;

/**
 * What stands in the log from `first` to `last`, in the order of reading.
 *
 * @param {{ timeline: Timeline, unreadFrom: number, first: number, last: number, notices?: boolean, now?: number, folds?: Folds }} what
 * @returns {Row[]}
 */
export function rowsOf({ timeline, unreadFrom, first, last, notices = true, now = Date.now(), folds = () => false }) {
  /** @type {Row[]} */
  const rows = [];
  const noticesAfter = (/** @type {number} */ seq) => (notices ? timeline.noticesAfter(seq) : []);
  let previous = timeline.at(first - 1);
  addNotices(rows, first === 1 || last < first ? noticesAfter(first - 1) : []);
  for (let seq = first; seq <= last; seq += 1) {
    const message = timeline.at(seq);
    if (!message) {
      // A run has no holes.
      continue;
    }
    const newDay = !previous || dayKey(previous.timestamp) !== dayKey(message.timestamp);
    if (newDay) {
      rows.push({ key: `day-${message._id}`, kind: 'day', at: message.timestamp, words: dayOf(message.timestamp, now) });
    }
    if (seq === unreadFrom) {
      rows.push({ key: `unread-${seq}`, kind: 'unread' });
    }
    const apart = newDay || seq === unreadFrom || noticesAfter(seq - 1).length > 0;
    const grouped = previous !== undefined && !apart && belongs(previous, message);
    const foldedQuote = Boolean(message.replyTo && folds(message.replyTo));
    rows.push({ key: message._id, kind: 'message', message, grouped, folded: folds(message), foldedQuote });
    previous = message;
    addNotices(rows, noticesAfter(seq));
  }
  return rows;
}

/**
 * @param {Message} previous
 * @param {Message} message
 */
function belongs(previous, message) {
  return (
    previous.sender === message.sender && !message.replyTo && Date.parse(message.timestamp) - Date.parse(previous.timestamp) < GROUP_MS
  );
}

/**
 * @param {Row[]} rows
 * @param {Notice[]} notices
 */
function addNotices(rows, notices) {
  const [first] = notices;
  const last = notices.at(-1);
  if (first && last) {
    rows.push({ key: first.id, kind: 'notices', notices, at: last.at });
  }
}

/**
 * Who came and who went, each person once by what they did in all: `{joined, left, visited, returned}`, lists of names.
 *
 * @param {Notice[]} notices
 */
export function condense(notices) {
  const people = new Map();
  for (const { userId, userName, kind } of notices) {
    const known = people.get(userId);
    people.set(userId, { userName, first: known?.first ?? kind, last: kind });
  }
  const names = (/** @type {Notice['kind']} */ first, /** @type {Notice['kind']} */ last) =>
    [...people.values()].filter((person) => person.first === first && person.last === last).map(({ userName }) => userName);
  return {
    joined: names('joined', 'joined'),
    left: names('left', 'left'),
    visited: names('joined', 'left'),
    returned: names('left', 'joined'),
  };
}

/**
 * Whether a row that is there looks different from what is wanted.
 *
 * @param {{ row: Row, connected: boolean }} had
 * @param {Row} wanted
 * @param {boolean} connected
 */
export function isOther({ row: had, connected: before }, wanted, connected) {
  switch (wanted.kind) {
    case 'sending':
      return had.kind !== 'sending' || had.entry !== wanted.entry || before !== connected;
    case 'notices':
      return had.kind !== 'notices' || had.notices !== wanted.notices;
    case 'day':
      return had.kind !== 'day' || had.words !== wanted.words;
    case 'message':
      return (
        had.kind !== 'message' || had.message !== wanted.message || had.folded !== wanted.folded || had.foldedQuote !== wanted.foldedQuote
      );
    default:
      return had.kind !== 'unread';
  }
}
