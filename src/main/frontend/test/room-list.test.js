import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { RoomList } from '../page/modules/actions/room-list.js';
import { Store } from '../page/modules/store/store.js';

const room = (_id, member = false) => ({
  _id,
  name: `Room ${_id}`,
  member,
  lastSeq: 0,
  lastRead: 0,
  updatedAt: '2026-01-01T00:00:00.000Z',
});

let store;
let asked;
let direct;
let list;

/** Each call waits until `answer(n, …)` is called for it. */
beforeEach(() => {
  store = new Store();
  asked = [];
  direct = [];
  list = new RoomList(store, { rooms: (query) => new Promise((resolve) => asked.push({ query, resolve })) }, { all: async () => direct });
});

const answer = (at, rooms, next) => asked[at].resolve({ rooms, next });
const settle = () => new Promise(setImmediate);
const ids = () => {
  const { mine, others } = store.rooms.list();
  return [mine, others].map((rooms) => rooms.map(({ _id }) => _id).join(''));
};

test('reads all pages of the own rooms and the first of all', async () => {
  const loaded = list.load();
  answer(0, [room('1', true), room('3')], '/more');
  answer(1, [room('1', true)], '/own2');
  await settle();
  assert.deepEqual(
    asked.map(({ query }) => query),
    [{ q: '' }, { member: true }, { page: '/own2' }],
  );
  answer(2, [room('2', true)]);
  await loaded;
  assert.deepEqual(ids(), ['12', '3']);
  assert.equal(store.rooms.next, '/more');
});

test('what has been deleted meanwhile goes, what has been made meanwhile stays', async () => {
  store.rooms.put(room('old', true));
  const loaded = list.load();
  store.rooms.apply({ rooms: [room('new')] });
  answer(0, [room('1')]);
  answer(1, []);
  await loaded;
  assert.deepEqual(ids()[0], '');
  assert.deepEqual(store.rooms.ids().sort(), ['1', 'new']);
});

test('is asked again after a connection, even while a list is on its way', async () => {
  const first = list.load();
  const second = list.reload();
  assert.equal(asked.length, 2);
  answer(0, []);
  answer(1, []);
  await first;
  await settle();
  assert.equal(asked.length, 4);
  answer(2, [room('1')]);
  answer(3, []);
  await second;
  assert.deepEqual(ids(), ['', '1']);
});

test('of several searches only the latest counts', async () => {
  const early = list.search('a');
  const late = list.search('ab');
  answer(1, [], '/late');
  answer(0, [], '/early');
  await Promise.all([early, late]);
  assert.equal(store.rooms.next, '/late');
});

test('a list that was asked for before a room was left does not bring it back, nor its mentions', async () => {
  store.rooms.put({ ...room('1', true), visibility: 'private' });
  store.rooms.put({ ...room('2', true), visibility: 'private' });
  store.mentions.put([{ kind: 'mention', message: { _id: 'm', room: '2', seq: 1, timestamp: '' } }]);
  const loaded = list.load();
  store.rooms.tell('1', false);
  store.rooms.remove('1');
  answer(0, []);
  answer(1, [room('1', true)]);
  await loaded;
  assert.deepEqual([ids()[0], store.mentions.list()], ['', []], 'and what is lost by the time of a connection is lost wholly');
});
