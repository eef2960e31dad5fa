import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visit } from '../page/modules/actions/visit.js';
import { Conversation } from '../page/modules/store/conversation.js';
import { ChatError } from '../page/modules/wire/errors.js';

const settle = () => new Promise(setImmediate);

/** A conversation in which every change up to 3 is known. */
function visit(changes) {
  const asked = [];
  const shown = [];
  const conversation = { roomId: 'r', synced: true, lastChange: 3, timeline: { change: (message) => shown.push(message.change) > 0 } };
  const api = {
    changes: async (roomId, since) => {
      asked.push(since);
      return { messages: changes.filter(({ change }) => change > since), more: false };
    },
  };
  const store = { changed: () => {} };
  return { visit: new Visit(conversation, { store, connection: {}, api }, {}), conversation, asked, shown };
}

test('asks for nothing while changes come in their order', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { visit: stay, conversation, asked } = visit([]);
  stay.change({ _id: 'a', change: 4 });
  stay.change({ _id: 'b', change: 5 });
  t.mock.timers.tick(60_000);
  assert.equal(conversation.lastChange, 5);
  assert.deepEqual(asked, []);
});

test('asks for the changes that a later one tells to be missing', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { visit: stay, conversation, asked, shown } = visit([{ _id: 'a', change: 4 }, { _id: 'b', change: 5 }]);
  stay.change({ _id: 'b', change: 5 });
  assert.equal(conversation.lastChange, 3);
  t.mock.timers.tick(60_000);
  await settle();
  assert.deepEqual(asked, [3]);
  assert.deepEqual(shown, [5, 4, 5]);
  assert.equal(conversation.lastChange, 5);
});

/** A stay whose requests wait until they are answered in their order. */
function waitingVisit() {
  const asked = [];
  const conversation = new Conversation('r');
  const connection = { connected: true, request: (event) => new Promise((resolve, reject) => asked.push({ event, resolve, reject })) };
  const api = { messages: async () => ({ messages: [], older: false }), changes: async () => ({ messages: [], more: false }) };
  const watcher = { synced: () => {}, barred: assert.fail };
  const stay = new Visit(conversation, { store: { changed: () => {} }, connection, api }, watcher);
  const events = () => asked.map(({ event }) => event);
  const answer = async (ack) => {
    asked.at(-1).resolve({ ok: true, lastSeq: 0, lastChange: 0, users: [], ...ack });
    await settle();
  };
  const fail = async () => {
    asked.at(-1).reject(new ChatError('network'));
    await settle();
  };
  return { stay, conversation, events, answer, fail };
}

test('a recovered connection is enough for who had entered', async () => {
  const { stay, conversation, events, answer } = waitingVisit();
  void stay.synchronise();
  await answer();
  stay.interrupted();
  assert.equal(conversation.synced, false);
  void stay.resume();
  await answer();
  assert.deepEqual(events(), ['join_room', 'get_active_users']);
  assert.equal(conversation.synced, true);
});

test('who had not entered when the connection broke enters again, recovered or not', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { stay, conversation, events, answer, fail } = waitingVisit();
  // The messages are here from an earlier stay.
  conversation.timeline.begin([], false);
  void stay.synchronise();
  stay.interrupted();
  await fail();
  void stay.resume();
  assert.deepEqual(events(), ['join_room', 'join_room']);
  assert.equal(conversation.synced, false);
  await answer();
  assert.equal(conversation.synced, true);
});

test('after its end a stay enters no more', async () => {
  const { stay, events, answer, fail } = waitingVisit();
  void stay.synchronise();
  await answer();
  void stay.resume();
  stay.end();
  await fail();
  assert.deepEqual(events(), ['join_room', 'get_active_users']);
});
