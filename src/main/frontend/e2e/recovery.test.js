// The stock JavaScript client, whose connection is cut, against a running server.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { io } from 'socket.io-client';
import { eventually, ORIGIN, Person, unique, within } from './support.js';

const open = [];

afterEach(() => {
  open.splice(0).forEach((socket) => socket.disconnect());
});

async function connected(person, options) {
  const socket = Object.assign(io(ORIGIN, { forceNew: true, reconnection: false, auth: { token: person.token }, ...options }), {
    heard: [],
  });
  socket.onAny((event, payload) => socket.heard.push({ event, payload }));
  open.push(socket);
  await arrival(socket);
  return socket;
}

const arrival = (socket) =>
  within(
    'connect',
    new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(undefined));
      socket.once('connect_error', reject);
    }),
  );

/** Ends the connection as the network would; resolves when the client knows. */
async function cut(socket) {
  const gone = new Promise((resolve) => {
    socket.once('disconnect', resolve);
  });
  socket.io.engine.close();
  return within('disconnect', gone);
}

async function comeBack(socket) {
  const back = arrival(socket);
  socket.connect();
  await back;
}

const ask = (socket, event, payload) => socket.timeout(10_000).emitWithAck(event, payload);
const received = (socket) => socket.heard.filter(({ event }) => event === 'receive_message').map(({ payload }) => payload.content);

async function twoInARoom(options) {
  const [alice, bob] = await Promise.all([Person.register(unique('Alice')), Person.register(unique('Bob'))]);
  const room = await alice.createRoom(unique('Room'));
  const [a, b] = await Promise.all([connected(alice, options), connected(bob, options)]);
  assert.equal((await ask(a, 'join_room', { roomId: room._id })).ok, true);
  assert.equal((await ask(b, 'join_room', { roomId: room._id })).ok, true);
  const say = async (content) => {
    const { ok } = await ask(a, 'send_message', { roomId: room._id, content });
    assert.equal(ok, true);
  };
  return { alice, bob, room, a, b, say };
}

for (const [name, transports] of [
  ['websocket', ['websocket']],
  ['polling', ['polling']],
]) {
  test(`${name}: gets what it missed, once, as the same socket`, async () => {
    const { a, b, bob, room, say } = await twoInARoom({ transports });
    assert.equal(b.recovered, false);
    const { id } = b;
    await say('before');
    await eventually('the first message', () => received(b).length === 1);
    await cut(b);
    await eventually('user_left', () => a.heard.some(({ event, payload }) => event === 'user_left' && payload.userId === bob.user._id));
    await say('one');
    await say('two');
    await comeBack(b);

    assert.equal(b.recovered, true);
    assert.equal(b.id, id);
    await say('after');
    await eventually('the last message', () => received(b).includes('after'));
    assert.deepEqual(received(b), ['before', 'one', 'two', 'after']);
    await eventually('presence', async () => {
      const { users } = await ask(a, 'get_active_users', { roomId: room._id });
      return users.some(({ userId }) => userId === bob.user._id);
    });
  });

  test(`${name}: comes back though it has heard nothing yet`, async () => {
    const alice = await Person.register(unique('Alice'));
    // Everybody is told of the rooms of other tests, once a second.
    let a;
    do {
      a?.disconnect();
      a = await connected(alice, { transports });
    } while (a.heard.length > 0);
    assert.deepEqual(a.heard, []);
    await cut(a);
    await comeBack(a);
    assert.equal(a.recovered, true);
  });
}

test('comes back more than once', async () => {
  const { b, say } = await twoInARoom({});
  for (const content of ['one', 'two', 'three']) {
    await cut(b);
    await say(content);
    await comeBack(b);
    assert.equal(b.recovered, true);
    await eventually(content, () => received(b).includes(content));
  }
  assert.deepEqual(received(b), ['one', 'two', 'three']);
});

test('is somebody new after it has disconnected on purpose', async () => {
  const { a, b, bob } = await twoInARoom({});
  const { id } = b;
  b.disconnect();
  // What it says may wait behind its upgrade, and a new connection would overtake it.
  await eventually('user_left', () => a.heard.some(({ event, payload }) => event === 'user_left' && payload.userId === bob.user._id));
  await comeBack(b);
  assert.equal(b.recovered, false);
  assert.notEqual(b.id, id);
});

test('gets nothing of a room that its user has left meanwhile', async () => {
  const { b, bob, room, say } = await twoInARoom({});
  await cut(b);
  await say('secret');
  await bob.leaveForGood(room._id);
  await comeBack(b);
  assert.equal(b.recovered, true);
  await say('more');
  const { users } = await ask(b, 'join_room', { roomId: room._id });
  assert.ok(users.length > 0);
  await say('seen');
  await eventually('the message after the return', () => received(b).includes('seen'));
  assert.deepEqual(received(b), ['seen']);
});

test('is refused after its user has logged out meanwhile', async () => {
  const { b, bob, say } = await twoInARoom({});
  await cut(b);
  await say('secret');
  await bob.logOut();
  const refusal = new Promise((resolve) => {
    b.once('connect_error', resolve);
  });
  b.connect();
  assert.equal((await within('connect_error', refusal)).message, 'unauthorized');
  assert.deepEqual(received(b), []);
});
