import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SavedWork } from '../page/modules/store/saved-work.js';
import { Store } from '../page/modules/store/store.js';
import { Toasts } from '../page/modules/store/toasts.js';
import { Typing } from '../page/modules/store/typing.js';

test('renders once for all changes of one turn, and only who waits for them', async () => {
  const store = new Store();
  const rendered = [];
  store.on(['log', 'rooms'], () => rendered.push('both'));
  store.on(['people'], () => rendered.push('people'));
  store.changed('log');
  store.changed('rooms', 'log');
  await Promise.resolve();
  assert.deepEqual(rendered, ['both']);
});

test('a view that fails is told of, and stops no other', async (t) => {
  const log = t.mock.method(console, 'error', () => {});
  const store = new Store();
  const rendered = [];
  store.on(['log'], () => {
    throw new Error('Broken.');
  });
  store.on(['log'], () => rendered.push('second'));
  store.changed('log');
  await Promise.resolve();
  assert.deepEqual(rendered, ['second']);
  assert.equal(log.mock.calls[0].arguments[0].message, 'Broken.');
});

test('keeps a conversation for coming back, but not all of them forever', () => {
  const store = new Store();
  const first = store.conversation('first');
  first.draft = 'unfinished';
  const second = store.conversation('second');
  for (let i = 0; i < 50; i += 1) {
    store.conversation(`r${i}`);
  }
  assert.equal(store.conversation('first'), first);
  assert.notEqual(store.conversation('second'), second);
});

test('drafts of more rooms than it keeps all find their conversation', () => {
  const store = new Store();
  const roomIds = Array.from({ length: 25 }, (_, i) => `r${i}`);
  roomIds.forEach((roomId) => {
    store.conversation(roomId).draft = `in ${roomId}`;
  });
  assert.deepEqual(
    roomIds.map((roomId) => store.conversation(roomId).draft),
    roomIds.map((roomId) => `in ${roomId}`),
  );
});

test('forgets a person who has gone', () => {
  const store = new Store();
  store.me = { _id: 'u' };
  store.learn('u', 'Ann');
  store.conversation('r').draft = 'secret';
  store.reset();
  assert.equal(store.me, undefined);
  assert.equal(store.nameOf('u'), undefined);
  assert.equal(store.conversation('r').draft, '');
});

test('who types is shown for 5 s, or until they stop', () => {
  const typing = new Typing();
  typing.began('a', 'Ann', 0);
  typing.began('b', 'Bob', 2_000);
  assert.deepEqual(typing.names(3_000), ['Ann', 'Bob']);
  assert.equal(typing.nextEnd(3_000), 5_000);
  assert.deepEqual(typing.names(5_000), ['Bob']);
  typing.ended('b');
  assert.deepEqual(typing.names(5_000), []);
  assert.equal(typing.nextEnd(9_000), undefined);
});

test('what is kept is kept per person, and gone when they log out', () => {
  const kept = new Map();
  const storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
  const [ann, bob] = [new SavedWork(storage, 'a'), new SavedWork(storage, 'b')];
  ann.keepDraft('r', 'of Ann');
  bob.keepDraft('r', 'of Bob');
  ann.keepDraft('q', 'x');
  ann.keepDraft('q', '');
  assert.deepEqual(ann.drafts(), { r: 'of Ann' });
  ann.clear();
  assert.deepEqual(ann.drafts(), {});
  assert.deepEqual(bob.drafts(), { r: 'of Bob' });
});

test('of a room that is gone nothing is kept, of the others everything', () => {
  const kept = new Map();
  const savedWork = new SavedWork({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) }, 'a');
  for (const roomId of ['r', 'q']) {
    savedWork.keepDraft(roomId, `in ${roomId}`);
    savedWork.keepUnsent(roomId, { clientId: `${roomId}1` });
    savedWork.keepUnsent(roomId, { clientId: `${roomId}2` });
  }
  savedWork.dropRoom('r');
  assert.deepEqual([savedWork.drafts(), Object.keys(savedWork.unsent())], [{ q: 'in q' }, ['q1', 'q2']]);
});

test('the emoji used last are gone with who logs out', () => {
  const kept = new Map([
    ['anipub:emoji', '["x"]'],
    ['anipub:theme', 'dark'],
  ]);
  new SavedWork({ removeItem: (key) => kept.delete(key) }, 'a').clear();
  assert.deepEqual([...kept.keys()], ['anipub:theme']);
});

test('does without a storage that is full, forbidden or spoilt', () => {
  const spoilt = new SavedWork(
    {
      getItem: () => '{"',
      setItem: () => {
        throw new Error('full');
      },
    },
    'a',
  );
  spoilt.keepDraft('r', 'x');
  assert.deepEqual(spoilt.drafts(), {});
  const none = new SavedWork(undefined, 'a');
  none.keepDraft('r', 'x');
  none.clear();
  assert.deepEqual(none.unsent(), {});
});

test('what a person wrote is read, here and as the list tells it; what others wrote is not', () => {
  const store = new Store();
  store.me = { _id: 'ann' };
  store.rooms.put({ _id: 'r', name: 'R', member: true, lastSeq: 1, lastRead: 1 });
  const conversation = store.conversation('r');
  conversation.unreadFrom = 2;
  store.heard({ room: 'r', seq: 2, sender: 'ben', senderName: 'Ben' });
  assert.deepEqual([store.rooms.unread('r'), conversation.unreadFrom], [1, 2]);
  store.heard({ room: 'r', seq: 3, sender: 'ann', senderName: 'Ann' });
  assert.deepEqual([store.rooms.unread('r'), conversation.unreadFrom], [0, 0]);
  store.heardOfRooms({ rooms: [{ _id: 'r', lastSeq: 5, last: { sender: 'ann', senderName: 'Ann', content: '' } }] });
  assert.equal(store.rooms.unread('r'), 0);
  store.heardOfRooms({ rooms: [{ _id: 'r', lastSeq: 6, last: { sender: 'ben', senderName: 'Ben', content: '' } }] });
  assert.equal(store.rooms.unread('r'), 1);
});

test('one kind of trouble is one line, goes by itself, or when all is well', (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const toasts = new Toasts();
  const words = () => toasts.list().map((toast) => toast.words);
  toasts.say('timeout', 'late', { passing: true });
  const [first] = toasts.list();
  toasts.say('timeout', 'late', { passing: true });
  assert.equal(toasts.list()[0], first, 'the same words are not read out again');
  toasts.say('invalid', 'too long');
  toasts.say('session', 'logged out', { stays: true });
  assert.deepEqual(words(), ['late', 'too long', 'logged out']);
  toasts.dropPassing();
  assert.deepEqual(words(), ['too long', 'logged out']);
  t.mock.timers.tick(60_000);
  toasts.expire();
  assert.deepEqual([words(), toasts.nextEnd], [['logged out'], undefined]);
  ['a', 'b', 'c'].forEach((key) => toasts.say(key, key));
  assert.deepEqual(words(), ['a', 'b', 'c']);
});
