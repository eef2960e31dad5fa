import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rooms } from '../page/modules/store/rooms.js';

const room = (_id, more = {}) => ({
  _id,
  name: `Room ${_id}`,
  member: true,
  lastSeq: 10,
  lastRead: 10,
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const names = (list) => list.map(({ name }) => name);

test('lists the own rooms and the others, last active first', () => {
  const rooms = new Rooms();
  rooms.put(room('1'));
  rooms.put(room('2', { updatedAt: '2026-01-02T00:00:00.000Z' }));
  rooms.put(room('3', { member: false }));
  assert.deepEqual(names(rooms.list().mine), ['Room 2', 'Room 1']);
  assert.deepEqual(names(rooms.list().others), ['Room 3']);
});

test('hears of new, renamed, active and deleted rooms', () => {
  const rooms = new Rooms();
  rooms.put(room('1'));
  rooms.put(room('2'));
  const last = { sender: 'b', senderName: 'Bob', content: 'hi' };
  rooms.apply({
    rooms: [
      { _id: '1', name: 'Renamed', description: '', creator: 'a', lastSeq: 13, updatedAt: '2026-02-01T00:00:00.000Z', last },
      { _id: '3', name: 'New', description: '', creator: 'b', lastSeq: 0, updatedAt: '2026-01-01T00:00:00.000Z' },
    ],
    deleted: ['2'],
  });
  assert.deepEqual(names(rooms.list().mine), ['Renamed']);
  assert.deepEqual(names(rooms.list().others), ['New']);
  assert.equal(rooms.unread('1'), 3);
  assert.equal(rooms.find('1').last.content, 'hi');
  assert.equal(rooms.unread('3'), 0);
});

test('counts what is unread in the own rooms, and never unreads', () => {
  const rooms = new Rooms();
  rooms.put(room('1', { lastRead: 4 }));
  rooms.put(room('2', { lastRead: 9 }));
  assert.equal(rooms.unreadTotal, 7);
  rooms.read('1', 10);
  rooms.read('1', 2);
  rooms.put(room('1', { lastRead: 4 }));
  assert.equal(rooms.unreadTotal, 1);
});

test('a message makes its room the last active', () => {
  const rooms = new Rooms();
  rooms.put(room('1'));
  rooms.put(room('2', { updatedAt: '2026-01-02T00:00:00.000Z' }));
  rooms.touch({ room: '1', seq: 11, content: 'new', timestamp: '2026-01-03T00:00:00.000Z' });
  rooms.touch({ room: '1', seq: 9, content: 'old', timestamp: '2026-01-02T00:00:00.000Z' });
  assert.deepEqual(names(rooms.list().mine), ['Room 1', 'Room 2']);
  assert.equal(rooms.find('1').last.content, 'new');
});

test('narrows the list by the search', () => {
  const rooms = new Rooms();
  rooms.put(room('1', { name: 'Anime' }));
  rooms.put(room('2', { name: 'Manga' }));
  rooms.query = 'MAN';
  assert.deepEqual(names(rooms.list().mine), ['Manga']);
  rooms.query = '';
  assert.deepEqual(names(rooms.matching(' ani', 5)), ['Anime']);
});

test('what is called so is found before what only a display name fits, the own ones first', () => {
  const rooms = new Rooms((userId) => (userId === 'aaa' ? 'Ben' : ''));
  const updatedAt = (day) => `2026-01-0${day}T00:00:00.000Z`;
  const pair = (_id, name, day) =>
    rooms.put(
      room(_id, { name, kind: 'direct', visibility: 'private', people: [{ _id: name.toLowerCase(), name }], updatedAt: updatedAt(day) }),
    );
  pair('1', 'Ben', 1);
  pair('2', 'Big Ben', 2);
  pair('3', 'Benny', 3);
  pair('4', 'AAA', 4);
  rooms.put(room('5', { name: 'Ben', member: false, updatedAt: updatedAt(5) }));
  assert.deepEqual(names(rooms.matching('ben', 8)), ['Ben', 'Benny', 'Big Ben', 'AAA', 'Ben']);
  assert.deepEqual(names(rooms.matching('ben', 1)), ['Ben']);
});
