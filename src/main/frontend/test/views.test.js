import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emojiGroups } from '../emoji-groups.mjs';
import { searchEmoji } from '../page/modules/emoji/search.js';
import { Timeline } from '../page/modules/store/timeline.js';
import { languageOf } from '../page/modules/texts/scripts.js';
import { wordsFor as connectionWords } from '../page/modules/views/connection-view.js';
import { actionOf } from '../page/modules/views/keyboard.js';
import { isImeKey } from '../page/modules/views/keys.js';
import { ListBox } from '../page/modules/views/list-box.js';
import { condense, isOther, rowsOf } from '../page/modules/views/log-rows.js';
import { LogWindow } from '../page/modules/views/log-window.js';
import { begunName, fitting } from '../page/modules/views/mentions-view.js';
import { parts } from '../page/modules/views/search-view.js';
import { goalsOf } from '../page/modules/views/switcher.js';
import { wordsFor as typingWords } from '../page/modules/views/typing-view.js';

const at = (day, hour, minute = 0) => new Date(2026, 0, day, hour, minute).toISOString();
const message = (seq, sender, timestamp, more = {}) => ({ _id: `m${seq}`, seq, sender, timestamp, content: '', change: 0, ...more });
const kinds = (rows) => rows.map(({ kind, grouped }) => (grouped ? 'grouped' : kind));

test('groups by author, and stops at a new day, a pause, an answer, a notice and the unread line', () => {
  const timeline = new Timeline();
  timeline.begin(
    [
      message(1, 'a', at(1, 9)),
      message(2, 'a', at(1, 9, 1)),
      message(3, 'b', at(1, 9, 2)),
      message(4, 'b', at(1, 9, 20)),
      message(5, 'b', at(2, 9)),
      message(6, 'b', at(2, 9), { replyTo: {} }),
      message(7, 'b', at(2, 9)),
    ],
    false,
  );
  const row = (first, last, unreadFrom = 0) => kinds(rowsOf({ timeline, unreadFrom, first, last }));
  assert.deepEqual(row(1, 7), ['day', 'message', 'grouped', 'message', 'message', 'day', 'message', 'message', 'grouped']);
  assert.deepEqual(row(1, 2, 2), ['day', 'message', 'unread', 'message']);
  assert.deepEqual(row(2, 3), ['grouped', 'message']);
  timeline.note('joined', 'c', 'Cem', 0);
  timeline.receive(message(8, 'b', at(2, 9)));
  assert.deepEqual(row(7, 8), ['grouped', 'notices', 'message']);
  assert.deepEqual(kinds(rowsOf({ timeline, unreadFrom: 0, first: 7, last: 8, notices: false })), ['grouped', 'grouped']);
});

test('shows who came into an empty room', () => {
  const timeline = new Timeline();
  timeline.begin([], false);
  timeline.note('joined', 'c', 'Cem', 0);
  assert.deepEqual(kinds(rowsOf({ timeline, unreadFrom: 0, first: 1, last: 0 })), ['notices']);
});

test('condenses joins and leaves by what each person did in all', () => {
  const note = (kind, userId) => ({ kind, userId, userName: userId.toUpperCase() });
  const people = condense([
    note('joined', 'a'),
    note('left', 'b'),
    note('joined', 'c'),
    note('left', 'c'),
    note('joined', 'b'),
    note('left', 'd'),
    note('joined', 'c'),
  ]);
  assert.deepEqual(people, { joined: ['A', 'C'], left: ['D'], visited: [], returned: ['B'] });
});

test('has at most 400 rows, however long the log', () => {
  const log = new LogWindow();
  const run = { from: 1, to: 10_000 };
  log.toEnd(run);
  const sizes = [];
  while (log.first > 1) {
    log.up(run);
    sizes.push(log.last - log.first + 1);
  }
  assert.equal(Math.max(...sizes), 400);
  while (log.last < 10_000) {
    log.down(run);
    assert.ok(log.last - log.first < 400);
  }
  log.around(5_000, run);
  assert.deepEqual([log.first, log.last], [4_920, 5_080]);
});

test('follows new messages for who is at the end, and holds still for who reads', () => {
  const log = new LogWindow();
  log.toEnd({ from: 1, to: 100 });
  log.follow({ from: 1, to: 101 }, { wasAtEnd: true, sticking: true });
  assert.deepEqual([log.first, log.last], [1, 101]);
  log.follow({ from: 1, to: 2_000 }, { wasAtEnd: true, sticking: false });
  assert.deepEqual([log.first, log.last], [1, 400]);
  log.follow({ from: 1, to: 2_001 }, { wasAtEnd: false, sticking: false });
  assert.deepEqual([log.first, log.last], [1, 400]);
  log.follow({ from: 5_001, to: 5_050 }, { wasAtEnd: false, sticking: false });
  assert.deepEqual([log.first, log.last], [5_001, 5_050]);
});

test('says how the connection is, and since when', () => {
  const since = new Date(2026, 0, 1, 17, 5).getTime();
  assert.match(connectionWords('reconnecting', { since, attempt: 3 }), /^Connection lost at .*05.*\. Reconnecting \(attempt 3\)…$/);
  assert.match(connectionWords('reconnecting', { since, attempt: 0 }), /^Connection lost at .*\. Reconnecting…$/);
  assert.match(connectionWords('offline', { since, attempt: 0 }), /^Offline since /);
  assert.equal(connectionWords('connected', { since: 0, attempt: 0 }), 'Connected');
});

test('says who is typing', () => {
  assert.deepEqual([[], ['Ann'], ['Ann', 'Bob'], ['Ann', 'Bob', 'Cem']].map(typingWords), [
    '',
    'Ann is typing…',
    'Ann and Bob are typing…',
    'Ann and 2 others are typing…',
  ]);
});

test('takes keys of the page, and none that is meant for a box', () => {
  const intents = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args) => [name, ...args],
    },
  );
  const key = (key, more = {}) => actionOf({ key, target: { matches: () => false }, ...more }, intents)?.();
  const box = { matches: () => true };
  assert.deepEqual(key('k', { ctrlKey: true, target: box }), ['switchRoom']);
  assert.deepEqual(key('ArrowDown', { altKey: true, target: box }), ['stepRoom', 1, undefined]);
  assert.deepEqual(key('/'), ['openSearch']);
  assert.deepEqual(key('?'), ['help']);
  assert.equal(key('/', { target: box }), undefined);
  for (const letter of ['/', '?', 'Escape']) {
    assert.equal(key(letter, { target: { ...box, id: 'message', value: '' } }), undefined, 'an empty box is a box');
  }
  assert.deepEqual(key('/', { ctrlKey: true, target: box }), ['help']);
  assert.deepEqual(key('/', { metaKey: true, shiftKey: true, target: box }), ['help']);
});

test('knows the keys of an input method, also the one that Safari sends after the word is confirmed', () => {
  assert.equal(isImeKey({ key: 'Enter', isComposing: true, keyCode: 229 }), true);
  assert.equal(isImeKey({ key: 'Enter', isComposing: true, keyCode: 13 }), true);
  assert.equal(isImeKey({ key: 'Enter', isComposing: false, keyCode: 229 }), true);
  assert.equal(isImeKey({ key: 'Enter', isComposing: false, keyCode: 13 }), false);
});

test('offers only names that begin with what stands in the box', () => {
  const people = ['Anna', 'ANTON', 'Ａｎｄｙ', 'Ben'].map((name) => ({ name }));
  assert.deepEqual(
    fitting(people, { word: 'an' }).map(({ name }) => name),
    ['Anna', 'ANTON', 'Ａｎｄｙ'],
  );
  assert.deepEqual(fitting(people, { word: 'anton is late' }), []);
  const called = [{ name: 'Ben', displayName: 'Lady of the Lake' }];
  assert.deepEqual(
    ['be', 'LADY', 'lake'].map((word) => fitting(called, { word })),
    [called, called, called],
  );
  assert.deepEqual(fitting(called, { word: 'ake' }), []);
});

test('whose name it is comes before who calls themselves so, and takes the place of who was only the first so far', () => {
  const aaa = { userId: 'a', name: 'AAA', displayName: 'Ben' };
  const ben = { userId: 'b', name: 'Ben' };
  const others = ['Big Ben', 'Benny'].map((name) => ({ userId: name, name }));
  assert.deepEqual(
    fitting([aaa, ...others, ben], { word: 'ＢＥＮ' }).map(({ name }) => name),
    ['Ben', 'Benny', 'Big Ben', 'AAA'],
  );
  // A conversation with one, and the other to write to.
  const pair = { _id: 'p', name: 'AAA' };
  assert.deepEqual(
    goalsOf('ben ', [pair], [ben]).map(({ room, person }) => room ?? person),
    [ben, pair],
  );
  const node = () => ({ children: [], addEventListener() {}, setAttribute() {}, removeAttribute() {}, append() {}, scrollIntoView() {} });
  globalThis.document = { createElement: node };
  const list = new ListBox(node(), { ...node(), replaceChildren() {} }, { draw: () => [], onTake: () => {} });
  const show = (...items) => list.show(items, items.indexOf(list.picked));
  show(aaa);
  show(ben, aaa);
  assert.deepEqual([list.chosen, list.picked], [ben, undefined]);
  list.step('ArrowDown');
  show(others[0], ben, aaa);
  assert.equal(list.chosen, aaa, 'chosen by hand');
  show(others[0]);
  assert.deepEqual([list.chosen, list.picked], [others[0], undefined]);
});

test('a day is called by another name when the next one has begun', () => {
  const timeline = new Timeline();
  timeline.begin([message(1, 'a', at(1, 9))], false);
  const dayAt = (now) => rowsOf({ timeline, unreadFrom: 0, first: 1, last: 1, now: new Date(now) })[0];
  const [before, after] = [dayAt(at(1, 23, 59)), dayAt(at(2, 0, 1))];
  assert.deepEqual([before.words, after.words, before.key === after.key], ['Today', 'Yesterday', true]);
  assert.equal(isOther({ row: before }, after), true);
  assert.equal(isOther({ row: before }, dayAt(at(1, 10))), false);
});

test('marks what was found, with a little before it', () => {
  assert.deepEqual(
    parts('Cats and cats', 'CAT').map(({ text, hit }) => (hit ? `[${text}]` : text)),
    ['[Cat]', 's and ', '[cat]', 's'],
  );
  assert.equal(parts(`${'x'.repeat(500)} needle`, 'needle')[0].text, '…');
  assert.deepEqual(parts('nothing', 'else'), [{ text: 'nothing', hit: false }]);
  const shown = (content, words) =>
    parts(content, words)
      .map(({ text, hit }) => (hit ? `[${text}]` : text))
      .join('');
  assert.equal(shown('cafe\u0301 fort', 'É F'), 'caf[e\u0301 f]ort');
  assert.equal(shown('the ﬁsh', 'fish'), 'the [ﬁsh]');
  assert.equal(shown('ＡＢＣ straße', 'bc STRASSE'), 'Ａ[ＢＣ straße]');
  assert.equal(shown('a\u200bb', 'ab'), '[a\u200bb]');
});

test('finds emoji by name first, then by keyword', () => {
  const groups = emojiGroups(
    [
      {
        name: 'G',
        emojis: [
          ['🐈', 'cat', '0.6'],
          ['🐱', 'cat face', '0.6'],
          ['📍', 'round pushpin', '0.6'],
          ['🫨', 'new one', '99'],
        ].map(([emoji, name, version]) => ({ emoji, name, emoji_version: version })),
      },
    ],
    { '📍': ['map_pin', 'catalogue'] },
  );
  assert.deepEqual(
    searchEmoji(groups, 'cat').map(({ emoji }) => emoji),
    ['🐈', '🐱', '📍'],
  );
  assert.deepEqual(
    searchEmoji(groups, 'pin').map(({ emoji }) => emoji),
    ['📍'],
  );
  assert.deepEqual(searchEmoji(groups, 'new'), []);
});

test('completes names wherever the server would find one', () => {
  for (const [before, begun] of [
    ['@', ''],
    ['hi @an', 'an'],
    ['こんにちは@太', '太'],
    ['＠Bob', 'Bob'],
    ['(@Ann Lee', 'Ann Lee'],
    ['สวัสดี@ส', 'ส'],
    ['안녕@김', '김'],
    ['_@x', 'x'],
    ['"@x', 'x'],
    ['字@ｘ', 'ｘ'],
  ]) {
    assert.equal(begunName(before), begun, before);
  }
  for (const before of ['', 'bob@exa', 'é@x', 'x1@y', '@a\nb', 'и@и']) {
    assert.equal(begunName(before), undefined, before);
  }
});

test('knows the language of a text by its script', () => {
  assert.deepEqual(['直す', '直接', '직접', 'text'].map(languageOf), ['ja', undefined, 'ko', undefined]);
});
