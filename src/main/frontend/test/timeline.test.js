import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timeline } from '../page/modules/store/timeline.js';

const message = (seq, more = {}) => ({ _id: `m${seq}`, seq, content: `#${seq}`, change: 0, ...more });
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
const begun = (from, to, older = from > 1) => {
  const timeline = new Timeline();
  timeline.begin(range(from, to), older);
  return timeline;
};

test('holds each message once, however it came', () => {
  const timeline = new Timeline();
  timeline.receive(message(4));
  timeline.begin(range(1, 3), false);
  assert.equal(timeline.receive(message(2)), false);
  assert.equal(timeline.receive(message(5)), true);
  assert.deepEqual(timeline.runAt(), { from: 1, to: 5 });
  assert.equal(timeline.complete, 5);
  assert.equal(timeline.size, 5);
});

test('is complete only up to a hole, and whole again once the hole is filled', () => {
  const timeline = begun(1, 3);
  timeline.receive(message(6));
  assert.equal(timeline.complete, 3);
  assert.equal(timeline.hasGap, true);
  assert.deepEqual(timeline.runAt(), { from: 1, to: 3 });
  assert.deepEqual(
    timeline.add(range(3, 5)).map(({ seq }) => seq),
    [4, 5],
  );
  assert.equal(timeline.complete, 6);
  assert.equal(timeline.hasGap, false);
});

test('knows nothing complete before the first page', () => {
  const timeline = new Timeline();
  timeline.receive(message(1));
  assert.equal(timeline.complete, 0);
  assert.equal(timeline.hasGap, false);
});

test('an empty room is complete from its first message on', () => {
  const timeline = new Timeline();
  timeline.begin([], false);
  assert.deepEqual(timeline.runAt(), { from: 1, to: 0 });
  assert.equal(timeline.hasOlder(1), false);
  timeline.receive(message(1));
  assert.equal(timeline.complete, 1);
});

test('puts older pages in front without touching what is complete', () => {
  const timeline = begun(51, 100);
  assert.equal(timeline.hasOlder(51), true);
  timeline.add(range(1, 50));
  assert.deepEqual(timeline.runAt(), { from: 1, to: 100 });
  assert.equal(timeline.complete, 100);
  assert.equal(timeline.hasOlder(1), false);
});

test('asks for nothing older than what the server has', () => {
  const timeline = begun(5, 6);
  timeline.setFloor(5);
  assert.equal(timeline.hasOlder(5), false);
});

test('a jump into the past stands apart until the hole is read', () => {
  const timeline = begun(951, 1000);
  timeline.add(range(100, 149));
  assert.deepEqual(timeline.runAt(), { from: 951, to: 1000 });
  assert.deepEqual(timeline.runAt(120), { from: 100, to: 149 });
  timeline.add(range(150, 950));
  assert.deepEqual(timeline.runAt(120), { from: 100, to: 1000 });
});

test('after a very long absence the newest page is live, and what is between can be read', () => {
  const timeline = begun(1, 50);
  timeline.skipTo(range(5001, 5200));
  assert.equal(timeline.complete, 5200);
  assert.deepEqual(timeline.runAt(), { from: 5001, to: 5200 });
  assert.equal(timeline.hasOlder(5001), true);
  assert.equal(timeline.hasGap, false);
});

test('takes a change only if it is newer than what is held', () => {
  const timeline = begun(1, 3);
  assert.equal(timeline.change(message(2, { content: 'edited', change: 4 })), true);
  assert.equal(timeline.change(message(2, { content: 'older', change: 3 })), false);
  timeline.receive(message(2));
  assert.equal(timeline.at(2).content, 'edited');
  timeline.add([message(2, { content: 'newest', change: 9 })]);
  assert.equal(timeline.find('m2').content, 'newest');
});

test('a change that overtakes its message is not lost', () => {
  const timeline = begun(51, 60);
  timeline.change(message(50, { content: 'edited', change: 7 }));
  timeline.add(range(41, 50));
  assert.equal(timeline.at(50).content, 'edited');
});

test('a quote says what its original says now', () => {
  const timeline = begun(1, 2);
  timeline.receive(message(3, { replyTo: { _id: 'm1', senderName: 'Ann', content: '#1', deleted: false } }));
  assert.equal(timeline.change(message(1, { content: 'better', change: 1 })), true);
  assert.equal(timeline.at(3).replyTo.content, 'better');
  timeline.change(message(1, { content: '', deleted: true, change: 2 }));
  assert.deepEqual([timeline.at(3).replyTo.content, timeline.at(3).replyTo.deleted], ['', true]);
});

test('also of an original that is not held', () => {
  const timeline = begun(51, 52);
  timeline.receive(message(53, { replyTo: { _id: 'm1', senderName: 'Ann', content: '#1', deleted: false } }));
  assert.equal(timeline.change(message(1, { content: '', deleted: true, change: 1 })), true);
  assert.equal(timeline.at(53).replyTo.deleted, true);
});

test('keeps notices where they happened', () => {
  const timeline = begun(1, 2);
  timeline.note('joined', 'b', 'Bob', 0);
  timeline.note('left', 'c', 'Cem', 0);
  timeline.receive(message(3));
  timeline.note('left', 'b', 'Bob', 0);
  assert.deepEqual(
    timeline.noticesAfter(2).map(({ kind, userName }) => [kind, userName]),
    [
      ['joined', 'Bob'],
      ['left', 'Cem'],
    ],
  );
  assert.deepEqual(
    timeline.noticesAfter(3).map(({ kind }) => kind),
    ['left'],
  );
});

test('drops what has expired, and goes on behind it', () => {
  const timeline = begun(11, 20, true);
  timeline.receive(message(21, { replyTo: { _id: 'm12', seq: 12, content: '#12' } }));
  timeline.receive(message(22, { replyTo: { _id: 'm20', seq: 20, content: '#20' } }));
  timeline.receive(message(23, { replyTo: { _id: 'm3', seq: 3, content: '#3' } }));
  assert.equal(timeline.expire(19), true);
  assert.equal(timeline.expire(19), false);
  assert.deepEqual(timeline.runAt(), { from: 19, to: 23 });
  assert.equal(timeline.size, 5);
  assert.equal(timeline.hasOlder(19), false);
  assert.deepEqual(
    [21, 22, 23].map((seq) => timeline.at(seq).replyTo?._id),
    [undefined, 'm20', undefined],
  );
  // All that was here is gone, and so is what came meanwhile.
  timeline.expire(40);
  assert.equal(timeline.size, 0);
  assert.deepEqual(timeline.runAt(), { from: 40, to: 39 });
  timeline.add(range(40, 42));
  assert.equal(timeline.hasGap, false);
  assert.equal(timeline.complete, 42);
});

test('trims the oldest and says that there is more', () => {
  const timeline = begun(1, 10);
  timeline.trim(4);
  assert.deepEqual(timeline.runAt(), { from: 7, to: 10 });
  assert.equal(timeline.hasOlder(7), true);
  assert.equal(timeline.complete, 10);
  assert.equal(timeline.receive(message(10)), false);
});

test('finds the newest of a kind', () => {
  const timeline = begun(1, 10);
  assert.equal(timeline.lastWhere(({ seq }) => seq % 4 === 0).seq, 8);
  assert.equal(
    timeline.lastWhere(() => false),
    undefined,
  );
});
