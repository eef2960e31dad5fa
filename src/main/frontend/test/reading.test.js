import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Reading } from '../page/modules/actions/reading.js';
import { Store } from '../page/modules/store/store.js';

const message = (seq) => ({ _id: `m${seq}`, seq, sender: 'other', change: 0, content: `#${seq}` });

let store;
let connection;
let told;
let reading;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  store = new Store();
  store.me = { _id: 'me', name: 'Me' };
  told = [];
  connection = { connected: true, tell: (event, { roomId, seq }) => told.push(`${event} ${roomId} ${seq}`) };
  reading = new Reading(store, { connection, api: {} });
});

afterEach(() => mock.timers.reset());

/** Opens a room with so many messages, of which none is read. */
function open(roomId, count) {
  store.rooms.put({ _id: roomId, name: roomId, member: true, lastSeq: count, lastRead: 0 });
  store.current = store.conversation(roomId);
  store.current.timeline.begin(
    Array.from({ length: count }, (_, i) => message(i + 1)),
    false,
  );
  store.current.synced = true;
}

const look = () => reading.look({ atEnd: true, visible: true });

test('tells of several messages in one room once', () => {
  open('r', 2);
  look();
  store.current.timeline.receive(message(3));
  look();
  mock.timers.tick(500);
  mock.timers.tick(500);
  assert.deepEqual(told, ['mark_read r 3']);
});

test('tells of a room that was left for another at once', () => {
  open('r', 2);
  look();
  open('q', 5);
  look();
  mock.timers.tick(500);
  assert.deepEqual(told, ['mark_read r 2', 'mark_read q 5']);
});

test('what was read while the connection was away is told when it is back', () => {
  open('r', 2);
  connection.connected = false;
  reading.markRead();
  mock.timers.tick(500);
  assert.deepEqual(told, []);
  connection.connected = true;
  reading.tell();
  reading.tell();
  assert.deepEqual(told, ['mark_read r 2']);
});

test('tells nothing of a room that is not the own any more, nor of a person who has gone', () => {
  open('r', 2);
  look();
  store.rooms.left('r');
  mock.timers.tick(500);
  open('q', 1);
  look();
  reading.end();
  mock.timers.tick(500);
  reading.tell();
  assert.deepEqual(told, []);
});
