import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RoomSync } from '../page/modules/actions/room-sync.js';
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
  return { visit: new RoomSync(conversation, { store, connection: {}, api }, {}), conversation, asked, shown };
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
  const {
    visit: stay,
    conversation,
    asked,
    shown,
  } = visit([
    { _id: 'a', change: 4 },
    { _id: 'b', change: 5 },
  ]);
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
  const watcher = { entered: () => {}, people: () => {}, fresh: () => {}, barred: assert.fail };
  const stay = new RoomSync(conversation, { store: { changed: () => {} }, connection, api }, watcher);
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
  assert.deepEqual(events(), ['enter_room', 'enter_room']);
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
  assert.deepEqual(events(), ['enter_room', 'enter_room']);
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
  assert.deepEqual(events(), ['enter_room', 'enter_room']);
});

/** A stay in a loaded room whose older and newer messages cannot be had, with a view that asks for more at each render. */
function blockedVisit(error) {
  const conversation = new Conversation('r');
  conversation.timeline.begin([{ _id: 'm9', seq: 9 }], true);
  conversation.timeline.add([{ _id: 'm5', seq: 5 }]);
  let asked = 0;
  const api = {
    messages: async () => {
      asked += 1;
      throw error;
    },
  };
  // As the log does: whoever is near an edge asks for what is beyond it.
  const store = { changed: () => queueMicrotask(look) };
  const stay = new RoomSync(conversation, { store, connection: {}, api }, { trouble: assert.fail });
  let edge = 'older';
  const look = () => stay.pages[edge]();
  return {
    conversation,
    asked: () => asked,
    look: (which) => {
      edge = which;
      conversation.focus = which === 'newer' ? 5 : undefined;
      look();
    },
    retry: () => stay.pages[edge](true),
  };
}

for (const edge of ['older', 'newer']) {
  test(`what cannot be loaded (${edge}) is asked for again after a pause that grows, however often the log is rendered`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { conversation, asked, look, retry } = blockedVisit(new ChatError('unavailable'));
    look(edge);
    for (let i = 0; i < 50; i += 1) {
      await settle();
    }
    assert.equal(asked(), 1);
    assert.match(conversation.edges[edge].trouble, /unavailable/);
    const times = [];
    for (let second = 1; second <= 60; second += 1) {
      const before = asked();
      t.mock.timers.tick(1_000);
      await settle();
      await settle();
      if (asked() > before) {
        times.push(second);
      }
    }
    assert.ok(times.length >= 3 && times.length <= 7, `tries at ${times}`);
    const before = asked();
    await retry();
    assert.equal(asked(), before + 1, 'a person need not wait');
  });
}

test('what will never be loaded is asked for when somebody wants it, and not before', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { asked, look, retry } = blockedVisit(new ChatError('forbidden'));
  look('older');
  await settle();
  t.mock.timers.tick(600_000);
  await settle();
  assert.equal(asked(), 1);
  await retry();
  assert.equal(asked(), 2);
});

test('who is no member looks in from outside, and asks for news a while after it was told of', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const conversation = new Conversation('r');
  let last = 1;
  const seen = [];
  const message = (seq) => ({ _id: `m${seq}`, seq, content: '' });
  const connection = {
    connected: true,
    request: async (event) => {
      seen.push(event);
      throw new ChatError('not_a_member');
    },
  };
  const api = {
    room: async () => ({ _id: 'r', lastSeq: last, lastChange: 0 }),
    messages: async (roomId, { after } = {}) => ({ messages: after === last ? [] : [message(last)], older: false, newer: false }),
  };
  const watcher = { outside: () => seen.push('outside'), lookedIn: () => seen.push(conversation.timeline.complete), barred: assert.fail };
  const stay = new RoomSync(conversation, { store: { changed: () => {} }, connection, api }, watcher);
  await stay.synchronise();
  assert.deepEqual([seen, stay.outside, conversation.synced], [['enter_room', 'outside', 1], true, true]);
  last = 2;
  stay.news();
  stay.news();
  t.mock.timers.tick(3_000);
  for (let i = 0; i < 5; i += 1) {
    await settle();
  }
  assert.deepEqual(seen.slice(3), [2]);
});

test('a room that is not shown is entered again, and caught up with when it is shown', async () => {
  const { stay, conversation, events, answer } = waitingVisit();
  void stay.synchronise();
  await answer();
  stay.interrupted();
  void stay.stay(false);
  await answer({ users: [{ userId: 'b', userName: 'Ben' }], userCount: 1 });
  stay.receive({ _id: 'm1', seq: 1 });
  assert.deepEqual([conversation.synced, conversation.timeline.size], [false, 0]);
  void stay.resume();
  await answer();
  assert.equal(conversation.synced, true);
  assert.deepEqual(events(), ['enter_room', 'enter_room', 'enter_room']);
  // Nothing was missed when the server has made the interruption good.
  stay.interrupted();
  await stay.stay(true);
  assert.deepEqual([conversation.synced, events().length], [true, 3]);
});
