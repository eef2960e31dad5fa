import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timeline } from '../page/modules/timeline.js';

const message = (seq, id = `m${seq}`) => ({ _id: id, seq, content: `#${seq}` });
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
const seqs = (timeline) => timeline.messages.map(({ seq }) => seq);

test('orders by seq and holds each message once, however it came', () => {
  const timeline = new Timeline();
  timeline.receive(message(4));
  timeline.begin(range(1, 3), false);
  assert.equal(timeline.receive(message(2)), false);
  assert.equal(timeline.receive(message(5)), true);
  assert.deepEqual(seqs(timeline), [1, 2, 3, 4, 5]);
  assert.equal(timeline.complete, 5);
});

test('is complete only up to a hole, and whole again once the hole is filled', () => {
  const timeline = new Timeline();
  timeline.begin(range(1, 3), false);
  timeline.receive(message(6));
  assert.equal(timeline.complete, 3);
  assert.equal(timeline.hasGap, true);
  timeline.catchUp(range(4, 5));
  assert.equal(timeline.complete, 6);
  assert.equal(timeline.hasGap, false);
});

test('catches up over several pages', () => {
  const timeline = new Timeline();
  timeline.begin(range(1, 2), false);
  timeline.catchUp(range(3, 4));
  timeline.catchUp(range(4, 7));
  assert.equal(timeline.complete, 7);
  assert.deepEqual(seqs(timeline), [1, 2, 3, 4, 5, 6, 7]);
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
  timeline.receive(message(1));
  assert.equal(timeline.complete, 1);
});

test('puts older pages in front without touching what is complete', () => {
  const timeline = new Timeline();
  timeline.begin(range(51, 100), true);
  timeline.prepend(range(1, 50), false);
  assert.equal(timeline.oldest, 1);
  assert.equal(timeline.complete, 100);
  assert.equal(timeline.hasOlder, false);
});

test('stops asking for older messages after an empty page', () => {
  const timeline = new Timeline();
  timeline.begin(range(5, 6), true);
  timeline.prepend([], true);
  assert.equal(timeline.hasOlder, false);
});

test('keeps notices where they happened', () => {
  const timeline = new Timeline();
  timeline.begin(range(1, 2), false);
  timeline.note('joined', 'Bob', 0);
  timeline.receive(message(3));
  timeline.note('left', 'Bob', 0);
  assert.deepEqual(
    timeline.items().map((item) => (item.type === 'notice' ? item.notice.kind : item.message.seq)),
    [1, 2, 'joined', 3, 'left'],
  );
});

test('trims the oldest and says that there is more', () => {
  const timeline = new Timeline();
  timeline.begin(range(1, 10), false);
  timeline.trim(4);
  assert.deepEqual(seqs(timeline), [7, 8, 9, 10]);
  assert.equal(timeline.hasOlder, true);
  assert.equal(timeline.complete, 10);
  assert.equal(timeline.receive(message(10)), false);
});
