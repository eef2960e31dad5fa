// The stock JavaScript client, whose node is killed, comes back on another one: ANIPUB_URL; the first is ANIPUB_FIRST, a process ANIPUB_FIRST_PID.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { io } from 'socket.io-client';
import { eventually, ORIGIN, Person, unique, within } from './support.js';

const FIRST = process.env.ANIPUB_FIRST.replace(/\/+$/, '');
const open = [];

async function connected(person, origin) {
  const socket = Object.assign(
    io(origin, {
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      auth: { token: person.token },
    }),
    { heard: [] },
  );
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

async function comeBack(socket) {
  socket.io.uri = ORIGIN;
  const back = arrival(socket);
  socket.connect();
  await back;
}

const ask = (socket, event, payload) => socket.timeout(20_000).emitWithAck(event, payload);
const received = (socket) => socket.heard.filter(({ event }) => event === 'receive_message').map(({ payload }) => payload.content);

let host;
let room;
let stays;
let guests;
let ids;

const say = async (content) => assert.equal((await ask(host, 'send_message', { roomId: room, content })).ok, true);
const isThere = async (person) =>
  (await ask(host, 'get_active_users', { roomId: room })).users.some(({ userId }) => userId === person.user._id);

before(async () => {
  const [alice, ...people] = await Promise.all(['Alice', 'Bob', 'Carol', 'Dave', 'Eve'].map((name) => Person.register(unique(name))));
  room = (await alice.createRoom(unique('Room')))._id;
  host = await connected(alice, ORIGIN);
  assert.equal((await ask(host, 'join_room', { roomId: room })).ok, true);
  guests = await Promise.all(
    people.map(async (person) => {
      const socket = await connected(person, FIRST);
      assert.equal((await ask(socket, 'join_room', { roomId: room })).ok, true);
      return { person, socket };
    }),
  );
  stays = people[0];
  await say('before');
  for (const { socket } of guests) {
    await eventually('the first message', () => received(socket).length === 1);
  }
  await eventually('all are seen', async () => (await Promise.all(people.map(isThere))).every(Boolean));
  ids = guests.map(({ socket }) => socket.id);
  const gone = guests.map(
    ({ socket }) =>
      new Promise((resolve) => {
        socket.once('disconnect', resolve);
      }),
  );
  process.kill(Number(process.env.ANIPUB_FIRST_PID), 'SIGKILL');
  await within('the end of the first node', Promise.all(gone));
  await say('one');
  await say('two');
});

after(() => open.forEach((socket) => socket.disconnect()));

test('it is the same socket, with exactly what it missed', async () => {
  const { socket } = guests[0];
  await comeBack(socket);
  assert.equal(socket.recovered, true);
  assert.equal(socket.id, ids[0]);
  await say('after');
  await eventually('the last message', () => received(socket).includes('after'));
  assert.deepEqual(received(socket), ['before', 'one', 'two', 'after']);
});

test('who has left the room meanwhile gets nothing of it', async () => {
  const { person, socket } = guests[1];
  await person.leaveForGood(room);
  await comeBack(socket);
  assert.equal(socket.recovered, true);
  await say('for members');
  // Its answer comes behind whatever was sent before.
  await ask(socket, 'leave_room');
  assert.deepEqual(received(socket), ['before']);
});

test('nobody gets the socket of another person', async () => {
  const { socket } = guests[3];
  socket.auth = { token: host.auth.token };
  await comeBack(socket);
  assert.equal(socket.recovered, false);
  assert.notEqual(socket.id, ids[3]);
  assert.deepEqual(received(socket), ['before']);
});

test('whoever is back is there, when those who are not are gone', async () => {
  await eventually('the end of the dead node’s people', async () => !(await isThere(guests[2].person)));
  assert.equal(await isThere(stays), true);
  const { socket } = guests[0];
  assert.equal(
    socket.heard.some(({ event, payload }) => event === 'user_left' && payload.userId === stays.user._id),
    false,
  );
});
