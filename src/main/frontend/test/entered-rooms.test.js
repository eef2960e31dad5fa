import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { EnteredRooms } from '../page/modules/actions/entered-rooms.js';
import { Store } from '../page/modules/store/store.js';
import { ChatError } from '../page/modules/wire/errors.js';

let store;
let asked;
/** The code with which each is refused, by the name of what is asked. */
let refused;
let troubles;
let entered;
let forgotten;

beforeEach(() => {
  globalThis.location = { hash: '', pathname: '/', search: '' };
  globalThis.history = { pushState: () => {}, replaceState: () => {} };
  store = new Store();
  store.me = { _id: 'me', name: 'Me', image: '' };
  store.rooms.put({ _id: 'r', name: 'Room', member: true });
  asked = [];
  refused = {};
  troubles = [];
  forgotten = [];
  const ask = async (what, answer) => {
    asked.push(what);
    if (refused[what]) {
      throw new ChatError(refused[what]);
    }
    return answer;
  };
  const connection = {
    connected: true,
    tell: () => {},
    request: (event) => ask(event, { ok: true, lastSeq: 0, lastChange: 0, users: [] }),
  };
  const api = {
    room: () => ask('room', { _id: 'r', lastSeq: 0, lastChange: 0 }),
    messages: () => ask('messages', { messages: [], older: false, newer: false }),
    joinRoom: () => ask('join', {}),
  };
  entered = new EnteredRooms(
    store,
    { connection, api },
    {
      trouble: ({ code }) => troubles.push(code),
      forget: (roomId) => forgotten.push(roomId),
      read: async (_id) => store.rooms.put({ ...(await api.room()), _id }),
    },
  );
});

// What is due later must not keep the test waiting.
afterEach(() => entered.end());

const isMember = () => store.rooms.find('r')?.member;

test('who is put out looks in from outside, and joins by a press only', async () => {
  await entered.open('r');
  asked.length = 0;
  refused.enter_room = 'not_a_member';
  await entered.membershipChanged({ roomId: 'r', member: false });
  assert.deepEqual([asked, isMember(), store.current?.roomId], [['enter_room', 'room', 'messages'], false, 'r']);
  await entered.connected(false);
  assert.equal(asked.includes('join'), false);
});

test('who is banned sees it once, and the room as one that is not joined', async () => {
  await entered.open('r');
  asked.length = 0;
  refused = { enter_room: 'not_a_member', room: 'banned' };
  await entered.membershipChanged({ roomId: 'r', member: false });
  await entered.connected(false);
  assert.deepEqual([asked, isMember(), store.current, troubles], [['enter_room', 'room'], false, undefined, ['banned']]);
});

test('a ban while the connection was away ends the stay; a private room goes from the list', async () => {
  for (const [code, known] of [
    ['banned', false],
    ['room_not_found', undefined],
  ]) {
    refused = {};
    troubles.length = 0;
    store.rooms.put({ _id: 'r', name: 'Room', member: true });
    await entered.open('r');
    store.conversation('r').draft = 'unsent';
    entered.interrupted();
    refused.enter_room = code;
    await entered.connected(false);
    await entered.connected(false);
    assert.deepEqual([isMember(), store.current, troubles], [known, undefined, [code]]);
    assert.equal(store.conversation('r').draft, 'unsent');
  }
});

test('who is put out of a private room sees it go, with a word; another one that is open stays', async () => {
  store.rooms.put({ _id: 'secret', name: 'Secret', member: true, visibility: 'private' });
  await entered.open('secret');
  store.conversation('secret').draft = 'unsent';
  await entered.membershipChanged({ roomId: 'secret', member: false });
  assert.deepEqual([store.rooms.find('secret'), store.current, forgotten], [undefined, undefined, []]);
  assert.deepEqual(
    store.toasts.list().map(({ words }) => words),
    ['You’re no longer in “Secret”.'],
  );
  assert.equal(store.conversation('secret').draft, 'unsent', 'they may be invited back');
  await entered.open('r');
  store.rooms.put({ _id: 'secret', name: 'Secret', member: true, visibility: 'private' });
  await entered.membershipChanged({ roomId: 'secret', member: false });
  assert.equal(store.current?.roomId, 'r');
  assert.deepEqual(store.rooms.list().others, [], 'it is none to join either');
});

test('a room that this person was taken into is read, once', async () => {
  await entered.membershipChanged({ roomId: 'new', member: true });
  await entered.membershipChanged({ roomId: 'new', member: true });
  assert.deepEqual([asked, store.rooms.find('new').member], [['room'], true]);
});
