import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { DirectRooms } from '../page/modules/actions/direct-rooms.js';
import { EnteredRooms } from '../page/modules/actions/entered-rooms.js';
import { Memberships } from '../page/modules/actions/memberships.js';
import { Store } from '../page/modules/store/store.js';
import { ChatError } from '../page/modules/wire/errors.js';

let store;
let asked;
/** The code with which each is refused, by the name of what is asked. */
let refused;
let troubles;
let entered;
let forgotten;
/** What happens while the person leaves. */
let left;

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
  left = async () => {};
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
    joinRoom: () => ask('join', { _id: 'r', name: 'Room' }),
    leaveRoom: () => left(),
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

/** Something said in that room, in each place where the page keeps it. */
function say(roomId, seq) {
  const message = { _id: `${roomId}${seq}`, room: roomId, seq, sender: 'ann', senderName: 'Ann', content: 'x', timestamp: '', change: 0 };
  store.mentions.put([{ kind: 'mention', message }]);
  store.search = { ...store.search, open: true, everywhere: true, messages: [...(store.search.messages ?? []), message] };
  store.conversation(roomId).timeline.begin([message], false);
  store.conversation(roomId).pins = [message];
}

const seenOf = (roomId) => {
  const { timeline, pins } = store.conversation(roomId);
  const mine = ({ room }) => room === roomId;
  const mentions = store.mentions.list().filter(({ message }) => mine(message));
  return [timeline.size, pins?.length ?? 0, store.search.messages?.filter(mine).length ?? 0, mentions.length];
};

test('of a private room that is lost nothing stays to be read, wherever it was kept; of others all does', async () => {
  for (const how of ['put out', 'barred', 'deleted']) {
    refused = {};
    store.rooms.put({ _id: 'secret', name: 'Secret', member: true, visibility: 'private' });
    await entered.open('secret');
    say('secret', 1);
    say('r', 1);
    if (how === 'put out') {
      await entered.membershipChanged({ roomId: 'secret', member: false });
    } else if (how === 'barred') {
      refused.enter_room = 'room_not_found';
      await entered.connected(false);
    } else {
      entered.vanished('secret');
      store.forget('secret');
    }
    assert.deepEqual(seenOf('secret'), [0, 0, 0, 0], how);
    assert.deepEqual(seenOf('r'), [1, 1, how === 'put out' ? 1 : store.search.messages.length, 1], how);
  }
});

test('a ban takes what was seen of a public room, too; a search in it begins anew', async () => {
  await entered.open('r');
  say('r', 1);
  store.search = { ...store.search, everywhere: false, roomId: 'r', words: 'x', next: '/more' };
  refused.enter_room = 'banned';
  await entered.connected(false);
  assert.deepEqual(seenOf('r'), [0, 0, 0, 0]);
  assert.deepEqual([store.search.open, store.search.words, store.search.next], [true, '', undefined]);
});

test('who is put out of the public room that is open is told, once; who leaves it is not', async () => {
  const said = () => store.toasts.list().map(({ words }) => words);
  await entered.open('r');
  say('r', 1);
  refused.enter_room = 'not_a_member';
  await entered.membershipChanged({ roomId: 'r', member: false });
  assert.deepEqual(said(), ['You’re no longer in “Room”.']);
  assert.deepEqual(seenOf('r'), [1, 1, 1, 0], 'it may be read on, but no mention is told of it');
  store.toasts.clear();
  await entered.connected(false);
  assert.deepEqual(said(), []);
  refused = {};
  await entered.join('r');
  left = () => entered.membershipChanged({ roomId: 'r', member: false });
  await entered.leave();
  assert.deepEqual(said(), []);
});

test('who is put out while the answer to a question of before is under way stays out', async () => {
  const answers = [];
  const api = { room: () => new Promise((resolve) => answers.push(resolve)) };
  const direct = new DirectRooms(store, api, {});
  const memberships = new Memberships(store, (roomId) => direct.read(roomId));
  const begun = memberships.begun('secret');
  memberships.ended('secret', false);
  answers[0]({ _id: 'secret', name: 'Secret', member: true, visibility: 'private' });
  assert.equal(await begun, false);
  assert.equal(store.rooms.find('secret'), undefined);
  const joined = memberships.join('r', async () => ({ _id: 'r', name: 'Room' }));
  memberships.ended('r', false);
  await joined;
  assert.equal(isMember(), false);
});
