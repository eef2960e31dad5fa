import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Blocking } from '../page/modules/actions/blocks.js';
import { TypingSigns } from '../page/modules/actions/typing-signs.js';
import { Store } from '../page/modules/store/store.js';
import { Timeline } from '../page/modules/store/timeline.js';
import { isOther, rowsOf } from '../page/modules/views/log-rows.js';
import { ChatError } from '../page/modules/wire/errors.js';

let store;
let blocking;
/** The pages of the server's list by address, or what is thrown. */
let pages;
let done;
let channel;

const blocked = (_id) => ({ _id, name: _id, image: '', since: '2026-01-01T00:00:00.000Z' });

beforeEach(() => {
  store = new Store();
  store.me = { _id: 'me', name: 'Me' };
  done = [];
  pages = { undefined: { people: [blocked('ann')], next: '2' }, 2: { people: [blocked('ben')], next: undefined } };
  const api = {
    async page(address) {
      done.push(`page ${address}`);
      if (pages instanceof Error) {
        throw pages;
      }
      return pages[address];
    },
    set: async (userId, there) => done.push(`${userId} ${there}`),
  };
  channel = { addEventListener: (_, hear) => Object.assign(channel, { hear }), postMessage: (userId) => done.push(`told of ${userId}`) };
  blocking = new Blocking(store, api, channel);
});

const known = () => store.blocks.list().map(({ _id }) => _id);

test('the list is read to its end, and one of a moment ago is not read again', async () => {
  await blocking.load();
  assert.deepEqual(known(), ['ann', 'ben']);
  await blocking.freshen();
  assert.deepEqual(done, ['page undefined', 'page 2']);
});

test('what cannot be read leaves what is known, and is asked for again', async () => {
  await blocking.load();
  pages = new ChatError('unavailable');
  await blocking.load();
  assert.deepEqual(known(), ['ann', 'ben']);
  pages = { undefined: { people: [], next: undefined } };
  await blocking.freshen();
  assert.deepEqual(known(), []);
});

test('another window of the same person reads it anew', async () => {
  await blocking.set({ _id: 'cem', name: 'Cem' }, true);
  assert.deepEqual(known(), ['cem']);
  assert.deepEqual(done, ['cem true', 'told of me']);
  channel.hear({ data: 'somebody else' });
  channel.hear({ data: 'me' });
  assert.deepEqual(done.slice(2), ['page undefined']);
});

test('a list that was asked for before a change does not undo it', async () => {
  const late = blocking.load();
  await blocking.set(blocked('ann'), false);
  await late;
  assert.deepEqual(known(), []);
});

test('what comes after the end of the login counts no more', async () => {
  const late = blocking.load();
  store.reset();
  store.me = { _id: 'you', name: 'You' };
  await late;
  assert.deepEqual(known(), []);
});

test('messages and quotes of who is blocked are folded, until one is shown', () => {
  const timeline = new Timeline();
  const message = (seq, sender, more) => ({ _id: `m${seq}`, seq, sender, timestamp: '2026-01-01T09:00:00.000Z', content: '', ...more });
  timeline.begin([message(1, 'ann'), message(2, 'ben', { replyTo: { _id: 'm1', sender: 'ann' } })], false);
  const rows = () =>
    rowsOf({ timeline, unreadFrom: 0, first: 1, last: 2, folds: (one) => store.blocks.folds(one) }).filter(
      ({ kind }) => kind === 'message',
    );
  const folds = () => rows().map(({ folded, foldedQuote }) => [folded, foldedQuote]);
  const before = rows();
  store.blocks.add(blocked('ann'));
  assert.deepEqual(folds(), [
    [true, false],
    [false, true],
  ]);
  assert.deepEqual(
    rows().map((row, at) => isOther({ row: before[at], connected: true }, row, true)),
    [true, true],
  );
  blocking.show('m1');
  assert.deepEqual(folds().flat(), [false, false, false, false]);
});

test('nobody is told that who is blocked is typing', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const conversation = store.conversation('r1');
  conversation.visited = true;
  const signs = new TypingSigns(store, { tell: () => {} });
  store.blocks.add(blocked('ann'));
  signs.began({ roomId: 'r1', userId: 'ann', userName: 'Ann' });
  signs.began({ roomId: 'r1', userId: 'ben', userName: 'Ben' });
  assert.deepEqual(conversation.typing.names(), ['Ben']);
});

test('their mentions go when somebody is blocked, here or in another window', async () => {
  const mention = (sender) => ({ kind: 'mention', message: { _id: sender, room: 'r', seq: 1, sender, timestamp: '' } });
  const senders = () => store.mentions.list().map(({ message }) => message.sender);
  store.mentions.put([mention('ann'), mention('cem'), mention('dee')]);
  await blocking.load();
  assert.deepEqual(senders(), ['dee', 'cem']);
  await blocking.set({ _id: 'cem', name: 'Cem' }, true);
  assert.deepEqual(senders(), ['dee']);
});
