import { dayKey, dayOf } from '../texts/format.js';

const GROUP_MS = 5 * 60_000;

/**
 * What stands in the log from `first` to `last`, in the order of reading, as plain values: `{key, kind, …}`. Kinds:
 * `day` (in `words` that are right at `now`), `unread`, `notices` (joins and leaves with nothing between them, in one), `message`.
 */
export function rowsOf({ timeline, unreadFrom, first, last, notices = true, now = Date.now() }) {
  const rows = [];
  const noticesAfter = (seq) => (notices ? timeline.noticesAfter(seq) : []);
  let previous = timeline.at(first - 1);
  addNotices(rows, first === 1 || last < first ? noticesAfter(first - 1) : []);
  for (let seq = first; seq <= last; seq += 1) {
    const message = timeline.at(seq);
    const newDay = !previous || dayKey(previous.timestamp) !== dayKey(message.timestamp);
    if (newDay) {
      rows.push({ key: `day-${message._id}`, kind: 'day', at: message.timestamp, words: dayOf(message.timestamp, now) });
    }
    if (seq === unreadFrom) {
      rows.push({ key: `unread-${seq}`, kind: 'unread' });
    }
    const apart = newDay || seq === unreadFrom || noticesAfter(seq - 1).length > 0;
    rows.push({ key: message._id, kind: 'message', message, grouped: !apart && belongs(previous, message) });
    previous = message;
    addNotices(rows, noticesAfter(seq));
  }
  return rows;
}

function belongs(previous, message) {
  return (
    previous.sender === message.sender &&
    !message.replyTo &&
    new Date(message.timestamp) - new Date(previous.timestamp) < GROUP_MS
  );
}

function addNotices(rows, notices) {
  if (notices.length > 0) {
    rows.push({ key: notices[0].id, kind: 'notices', notices, at: notices.at(-1).at });
  }
}

/** Who came and who went, each person once by what they did in all: `{joined, left, visited, returned}`, lists of names. */
export function condense(notices) {
  const people = new Map();
  for (const { userId, userName, kind } of notices) {
    const known = people.get(userId);
    people.set(userId, { userName, first: known?.first ?? kind, last: kind });
  }
  const names = (first, last) =>
    [...people.values()].filter((person) => person.first === first && person.last === last).map(({ userName }) => userName);
  return {
    joined: names('joined', 'joined'),
    left: names('left', 'left'),
    visited: names('joined', 'left'),
    returned: names('left', 'joined'),
  };
}

/** Whether a row that is there looks different from what is wanted. */
export function isOther({ row: had, connected: before }, wanted, connected) {
  if (wanted.kind === 'sending') {
    return had.entry !== wanted.entry || before !== connected;
  }
  if (wanted.kind === 'notices') {
    return had.notices.length !== wanted.notices.length;
  }
  if (wanted.kind === 'day') {
    return had.words !== wanted.words;
  }
  return had.message !== wanted.message;
}
