import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { MentionList } from '../page/modules/actions/mentions.js';
import { Store } from '../page/modules/store/store.js';

const message = (seq, more = {}) => ({
  _id: `m${seq}`,
  room: 'r',
  seq,
  sender: 'ann',
  senderName: 'Ann',
  content: 'hi',
  timestamp: new Date(Date.UTC(2026, 0, 1, 0, seq)).toISOString(),
  ...more,
});
const notice = (seq, more) => ({ kind: 'mention', message: message(seq, more) });

let store;
let list;
let pages;

beforeEach(() => {
  store = new Store();
  store.rooms.put({ _id: 'r', name: 'Room', member: true, lastSeq: 9, lastRead: 4 });
  pages = { undefined: { notices: [notice(7), notice(3)] } };
  list = new MentionList(store, { mentions: async (page) => pages[page] });
});

const unread = () => store.mentions.unread(store.rooms.find('r'));

test('count in their room what is beyond the read mark, each message once', async () => {
  await list.load();
  assert.equal(unread(), 1);
  list.hear({ roomId: 'r', kind: 'reply', message: message(8, { room: undefined }) });
  list.hear({ roomId: 'r', kind: 'mention', message: message(7) });
  assert.deepEqual([unread(), store.mentions.unreadIn(store.rooms)], [2, 2]);
  store.rooms.read('r', 7);
  assert.equal(unread(), 1);
  assert.deepEqual(
    store.mentions.list().map(({ message: { seq } }) => seq),
    [8, 7, 3],
  );
  assert.equal(store.nameOf('ann'), 'Ann');
});

test('go with the message, with the room and with the membership', async () => {
  await list.load();
  store.mentions.renew(message(7, { content: 'edited' }));
  assert.equal(store.mentions.list()[0].message.content, 'edited');
  store.mentions.renew(message(7, { deleted: true, content: '' }));
  assert.equal(unread(), 0);
  list.hear({ roomId: 'r', kind: 'mention', message: message(9) });
  store.rooms.left('r');
  assert.deepEqual([unread(), store.mentions.unreadIn(store.rooms)], [0, 0]);
  store.forget('r');
  assert.deepEqual(store.mentions.list(), []);
});

test('what is asked for one login is nothing for the next', async () => {
  const loading = list.load();
  store.reset();
  await loading;
  assert.deepEqual(store.mentions.list(), []);
});

const seqs = () => store.mentions.list().map(({ message: { seq } }) => seq);

test('a page says what is none any more in its range; what is told meanwhile stays', async () => {
  pages = { undefined: { notices: [notice(7), notice(5)], next: '2' }, 2: { notices: [notice(4), notice(3)], next: undefined } };
  await list.load();
  await list.read('2');
  assert.deepEqual(seqs(), [7, 5, 4, 3]);
  pages = { undefined: { notices: [notice(5)], next: '2' }, 2: { notices: [notice(3)], next: undefined } };
  const loading = list.load();
  list.hear({ roomId: 'r', kind: 'mention', message: message(8) });
  await loading;
  assert.deepEqual(seqs(), [8, 5, 4, 3]);
  await list.read('2');
  assert.deepEqual(seqs(), [8, 5, 3]);
});

test('nothing comes back of a room that was left meanwhile, nor of whom this person blocks', async () => {
  const loading = list.load();
  store.rooms.tell('r', false);
  await loading;
  assert.deepEqual(seqs(), []);
  store.blocks.add({ _id: 'ann' });
  await list.load();
  list.hear({ roomId: 'r', kind: 'mention', message: message(8) });
  assert.deepEqual(seqs(), []);
});
