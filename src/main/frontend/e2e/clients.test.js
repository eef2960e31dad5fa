// The stock JavaScript client, over each of its transports, against a running server.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { io } from 'socket.io-client';
import { eventually, ORIGIN, Person, unique, within } from './support.js';

const open = [];

afterEach(() => {
  open.splice(0).forEach((socket) => socket.disconnect());
});

/** A socket that keeps everything it hears as `heard: [{event, payload}]`. */
function socketOf(options) {
  const socket = Object.assign(io(ORIGIN, { forceNew: true, reconnectionDelay: 50, reconnectionDelayMax: 200, ...options }), { heard: [] });
  socket.onAny((event, payload) => socket.heard.push({ event, payload }));
  open.push(socket);
  return socket;
}

async function connected(options) {
  const socket = socketOf(options);
  await within(
    'connect',
    new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(undefined));
      socket.once('connect_error', reject);
    }),
  );
  return socket;
}

const heard = (socket, event) => socket.heard.filter((one) => one.event === event).map(({ payload }) => payload);
const ask = (socket, event, payload) => socket.timeout(10_000).emitWithAck(event, payload);

async function twoInARoom(options) {
  const [alice, bob] = await Promise.all([Person.register(unique('Alice')), Person.register(unique('Bob'))]);
  const room = await alice.createRoom(unique('Room'));
  const a = await connected({ auth: { token: alice.token }, ...options });
  const b = await connected({ auth: { token: bob.token }, ...options });
  assert.equal((await ask(a, 'join_room', { roomId: room._id })).ok, true);
  assert.equal((await ask(b, 'join_room', { roomId: room._id })).ok, true);
  return { alice, bob, room, a, b };
}

for (const [name, transports] of [
  ['websocket', ['websocket']],
  ['polling', ['polling']],
  ['polling upgraded to websocket', undefined],
]) {
  test(`${name}: join, send with ack, receive, leave`, async () => {
    const options = transports ? { transports } : {};
    const { alice, bob, room, a, b } = await twoInARoom(options);
    if (!transports) {
      await eventually('upgrade', () => [a, b].every((socket) => socket.io.engine.transport.name === 'websocket'));
    } else {
      assert.equal(a.io.engine.transport.name, name);
    }

    await eventually('user_joined', () => heard(a, 'user_joined').some(({ userId }) => userId === bob.user._id));
    assert.deepEqual(heard(a, 'user_joined'), [{ roomId: room._id, userId: bob.user._id, userName: bob.user.name, userCount: 2 }]);

    const ack = await ask(a, 'send_message', { roomId: room._id, content: `  hello over ${name} ✨ ` });
    assert.equal(ack.ok, true);
    assert.equal(ack.message.content, `hello over ${name} ✨`);
    assert.equal(ack.message.seq, 1);
    assert.equal(ack.message.sender, alice.user._id);
    assert.match(ack.message.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    for (const socket of [a, b]) {
      await eventually('receive_message', () => heard(socket, 'receive_message').length === 1);
      const [message] = heard(socket, 'receive_message');
      assert.equal(message._id, ack.message._id);
      assert.equal(message.roomId, room._id);
      assert.equal(message.userId, alice.user._id);
      assert.equal(message.senderName, alice.user.name);
    }

    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => ask(b, 'send_message', { roomId: room._id, content: `#${i}` })));
    assert.deepEqual(
      answers.map(({ message }) => message.seq),
      Array.from({ length: 30 }, (_, i) => i + 2),
    );
    await eventually('30 more', () => heard(a, 'receive_message').length === 31);
    assert.deepEqual(
      heard(a, 'receive_message').map(({ seq }) => seq),
      Array.from({ length: 31 }, (_, i) => i + 1),
    );

    assert.equal((await ask(b, 'leave_room', { roomId: room._id })).ok, true);
    await eventually('user_left', () => heard(a, 'user_left').length === 1);
    assert.deepEqual(heard(a, 'user_left'), [{ roomId: room._id, userId: bob.user._id, userName: bob.user.name, userCount: 1 }]);
    const users = (await ask(a, 'get_active_users', room._id)).users;
    assert.deepEqual(
      users.map(({ userId }) => userId),
      [alice.user._id],
    );
  });

  test(`${name}: nobody enters without a token`, async () => {
    const socket = socketOf(transports ? { transports } : {});
    const error = await within(
      'connect_error',
      new Promise((resolve) => {
        socket.once('connect_error', resolve);
      }),
    );
    assert.equal(error.message, 'unauthorized');
    assert.deepEqual(error.data, { code: 'unauthorized' });
    assert.equal(socket.connected, false);
  });
}

test('a long message of many scripts goes through polling and websocket alike', async () => {
  const content = 'ä日本🙂'.repeat(300);
  const { alice, bob, room, a } = await twoInARoom({ transports: ['websocket'] });
  const polling = await connected({ auth: { token: bob.token }, transports: ['polling'] });
  await ask(polling, 'join_room', { roomId: room._id });
  await ask(a, 'send_message', { roomId: room._id, content });
  await eventually('receive_message', () => heard(polling, 'receive_message').length === 1);
  assert.equal(heard(polling, 'receive_message')[0].content, content);
  assert.equal((await alice.messages(room._id))[0].content, content);
});

test('a lost connection comes back, joins again and catches up by seq', async () => {
  const { bob, room, a, b } = await twoInARoom({});
  await ask(b, 'send_message', { roomId: room._id, content: 'before' });
  await eventually('before', () => heard(a, 'receive_message').length === 1);

  const back = new Promise((resolve) => {
    a.once('connect', () => resolve(undefined));
  });
  const gone = new Promise((resolve) => {
    a.once('disconnect', resolve);
  });
  a.io.engine.close();
  await within('disconnect', gone);
  const missed = [await bob.post(room._id, 'meanwhile 1', 'meanwhile-1'), await bob.post(room._id, 'meanwhile 2', 'meanwhile-2')];
  await within('reconnect', back);
  const joined = await ask(a, 'join_room', { roomId: room._id });
  assert.equal(joined.lastSeq, 3);
  const fetched = await bob.messages(room._id, '?after=1');
  assert.deepEqual(
    fetched.map(({ _id }) => _id),
    missed.map(({ _id }) => _id),
  );

  await ask(b, 'send_message', { roomId: room._id, content: 'after' });
  await eventually('after', () => heard(a, 'receive_message').some(({ content }) => content === 'after'));
});

test('a closed connection ends presence', async () => {
  const { bob, a, b } = await twoInARoom({});
  b.disconnect();
  await eventually('user_left', () => heard(a, 'user_left').length === 1);
  assert.equal(heard(a, 'user_left')[0].userId, bob.user._id);
});

test('refusals come by ack, and as chat_error without one', async () => {
  const { alice, room, a } = await twoInARoom({});
  const stranger = await Person.register(unique('Carol'));
  const c = await connected({ auth: { token: stranger.token } });
  const code = async (event, payload) => {
    const ack = await ask(c, event, payload);
    assert.equal(ack.ok, false);
    assert.equal(typeof ack.error.message, 'string');
    return ack.error.code;
  };
  assert.equal(await code('join_room', { roomId: 'nonsense' }), 'room_not_found');
  assert.equal(await code('join_room', { roomId: '0'.repeat(24) }), 'room_not_found');
  assert.equal(await code('join_room', { roomId: room._id, userId: alice.user._id }), 'forbidden');
  assert.equal(await code('send_message', { roomId: room._id, content: 'let me in' }), 'not_a_member');
  await ask(c, 'join_room', { roomId: room._id });
  assert.equal(await code('send_message', { roomId: room._id, content: '   ' }), 'invalid');
  assert.equal(await code('send_message', { roomId: room._id, content: 'x'.repeat(2001) }), 'too_long');

  a.emit('send_message', { roomId: 'nonsense', content: 'hello' });
  await eventually('chat_error', () => heard(a, 'chat_error').length === 1);
  assert.equal(heard(a, 'chat_error')[0].event, 'send_message');
  assert.equal(heard(a, 'chat_error')[0].code, 'room_not_found');
});

test('a retry with the same clientId is the same message, announced once', async () => {
  const { alice, room, a, b } = await twoInARoom({});
  const payload = { roomId: room._id, content: 'only once', clientId: 'client-chosen-1' };
  const first = await ask(a, 'send_message', payload);
  const second = await ask(a, 'send_message', payload);
  const third = await alice.post(room._id, 'only once', 'client-chosen-1');
  assert.equal(second.message._id, first.message._id);
  assert.equal(third._id, first.message._id);
  await ask(a, 'send_message', { roomId: room._id, content: 'end' });
  await eventually('end', () => heard(b, 'receive_message').some(({ content }) => content === 'end'));
  assert.deepEqual(
    heard(b, 'receive_message').map(({ content }) => content),
    ['only once', 'end'],
  );
});

test("the guide's page: cookie identity, POST and then a bare emit, delivered exactly once", async () => {
  const [alice, bob] = await Promise.all([Person.register(unique('Alice')), Person.register(unique('Bob'))]);
  const room = await alice.createRoom(unique('Room'));
  const a = await connected({ extraHeaders: { Cookie: alice.cookie } });
  const b = await connected({ extraHeaders: { Cookie: bob.cookie } });
  a.emit('join_room', { roomId: room._id, userId: alice.user._id, userName: alice.user.name });
  a.emit('get_active_users', room._id);
  await eventually('active_users', () => heard(a, 'active_users').some((users) => users.length === 1));
  b.emit('join_room', { roomId: room._id, userId: bob.user._id, userName: bob.user.name });
  await eventually('user_joined', () => heard(a, 'user_joined').length === 1);

  for (const content of ['Hello World', 'Hello World', 'third']) {
    const { timestamp } = await alice.post(room._id, content);
    a.emit('send_message', { roomId: room._id, userId: alice.user._id, senderName: alice.user.name, senderImage: '', content, timestamp });
  }
  await eventually('third', () => [a, b].every((socket) => heard(socket, 'receive_message').some(({ content }) => content === 'third')));

  b.emit('get_active_users', room._id);
  await eventually('active_users', () => heard(b, 'active_users').length > 0);
  const users = heard(b, 'active_users').at(-1);
  assert.deepEqual(users.map(({ userId }) => userId).sort(), [alice.user._id, bob.user._id].sort());
  users.forEach((user) => assert.deepEqual(Object.keys(user).sort(), ['socketId', 'userId', 'userName']));

  // Past the second in which a message nobody claimed would be announced a second time.
  await alice.post(room._id, 'unclaimed');
  await eventually('unclaimed', () =>
    [a, b].every((socket) => heard(socket, 'receive_message').some(({ content }) => content === 'unclaimed')),
  );
  for (const socket of [a, b]) {
    assert.deepEqual(
      heard(socket, 'receive_message').map(({ content }) => content),
      ['Hello World', 'Hello World', 'third', 'unclaimed'],
    );
  }
  assert.equal((await alice.messages(room._id)).length, 4);

  a.emit('leave_room');
  await eventually('user_left', () => heard(b, 'user_left').length === 1);
  assert.equal(heard(b, 'user_left')[0].userId, alice.user._id);
});
