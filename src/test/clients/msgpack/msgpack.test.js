// The stock client with the parser that makes it speak MessagePack, over each transport, against a running server.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client-4';
import parser from 'socket.io-msgpack-parser';

const URL_OF_SERVER = new URL(process.env.ANIPUB_MSGPACK_URL);
const PATIENCE_MS = 20_000;
const open = [];
const waiting = [];

afterEach(() => {
  open.splice(0).forEach((socket) => socket.disconnect());
  // Of what came second nobody waits any more, and the process would until they run out.
  waiting.splice(0).forEach(clearTimeout);
});

function socketOf(namespace, options) {
  const socket = io(URL_OF_SERVER.origin + namespace, { path: URL_OF_SERVER.pathname, parser, forceNew: true, reconnection: false, ...options });
  open.push(socket);
  return socket;
}

function heard(socket, event) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${event}: not within ${PATIENCE_MS} ms`)), PATIENCE_MS);
    waiting.push(late);
    socket.once(event, (...values) => {
      clearTimeout(late);
      resolve(values);
    });
  });
}

async function connected(options) {
  const socket = socketOf('/', options);
  await heard(socket, 'connect');
  return socket;
}

const ask = (socket, ...values) => socket.timeout(PATIENCE_MS).emitWithAck(...values);

for (const [name, transports] of [
  ['websocket', ['websocket']],
  ['polling', ['polling']],
  ['polling upgraded to websocket', ['polling', 'websocket']],
]) {
  // Not whole numbers beyond 64 bits: the client's own encoder loses them.
  test(`${name}: values of every kind come back in an event and in an ack`, async () => {
    const socket = await connected({ transports });
    if (transports.length === 2) {
      const deadline = Date.now() + PATIENCE_MS;
      while (socket.io.engine.transport.name !== 'websocket' && Date.now() < deadline) {
        await sleep(20);
      }
    }
    assert.equal(socket.io.engine.transport.name, transports.at(-1));

    const values = [
      0, 1, -1, 127, 128, 255, 256, 65_535, 65_536, 4_294_967_295, 4_294_967_296, Number.MAX_SAFE_INTEGER,
      -32, -33, -128, -129, -32_768, -32_769, -2_147_483_648, -2_147_483_649, Number.MIN_SAFE_INTEGER, 1.5, -0.1, 1.5e-300,
      '', 'x'.repeat(31), 'x'.repeat(32), 'x'.repeat(256), 'x'.repeat(70_000), 'ä日本🙂',
      true, false, null, [], {}, [[1, [2]]], { a: { b: [null, 'c'] } },
      Array.from({ length: 20 }, (_, i) => i), Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, i])),
    ];
    const echoed = heard(socket, 'echoed');
    const answer = await ask(socket, 'echo', values);
    assert.deepEqual(answer, values);
    assert.deepEqual(await echoed, [values]);
  });

  test(`${name}: bytes stand where they are, however many`, async () => {
    const socket = await connected({ transports });
    const bytes = Array.from({ length: 12 }, (_, i) => Buffer.from([i, 255 - i]));
    const sent = { deep: [{ bytes }], long: Buffer.alloc(70_000, 7) };
    const echoed = heard(socket, 'echoed');
    const answer = await ask(socket, 'echo', sent);
    for (const back of [answer, (await echoed)[0]]) {
      assert.deepEqual(back.deep[0].bytes.map((one) => Buffer.from(one)), bytes);
      assert.deepEqual(Buffer.from(back.long), sent.long);
    }
    assert.deepEqual(Buffer.from(await ask(socket, 'echo', new Uint8Array([1, 2, 3]).buffer)), Buffer.from([1, 2, 3]));
  });

  test(`${name}: the server asks and gets the answer`, async () => {
    const socket = await connected({ transports });
    socket.on('question', (value, reply) => reply(value, Buffer.from([9])));
    const answered = heard(socket, 'answered');
    socket.emit('ask me', 'why');
    const [value, bytes] = await answered;
    assert.equal(value, 'why');
    assert.deepEqual(Buffer.from(bytes), Buffer.from([9]));
  });

  test(`${name}: a broadcast reaches everybody`, async () => {
    const [a, b] = await Promise.all([connected({ transports }), connected({ transports })]);
    const all = Promise.all([heard(a, 'news'), heard(b, 'news')]);
    const said = `${name} ${Math.random()}`;
    a.emit('tell all', said);
    for (const [value] of await all) {
      assert.equal(value, said);
    }
  });
}

test('dates come as ISO texts, undefined as null or not at all, as in JSON', async () => {
  const socket = await connected({});
  const values = [new Date(1_702_909_256_125), undefined, { gone: undefined, kept: 1, at: new Date(-1) }, NaN];
  assert.deepEqual(await ask(socket, 'echo', values), JSON.parse(JSON.stringify(values)));
});

test('auth is sent along, and a refusal has its data', async () => {
  const [auth] = await heard(socketOf('/auth', { auth: { token: 't', bytes: Buffer.from([1]) } }), 'auth');
  assert.equal(auth.token, 't');
  assert.deepEqual(Buffer.from(auth.bytes), Buffer.from([1]));

  const [none] = await heard(socketOf('/auth', {}), 'auth');
  assert.deepEqual(none, {});

  const [refusal] = await heard(socketOf('/refused', {}), 'connect_error');
  assert.equal(refusal.message, 'not you');
  assert.deepEqual(refusal.data, { code: 7 });

  const [unknown] = await heard(socketOf('/unknown', {}), 'connect_error');
  assert.equal(unknown.message, 'Invalid namespace');
});

test('either side may leave', async () => {
  const socket = await connected({});
  const gone = heard(socket, 'disconnect');
  socket.emit('put me out');
  assert.deepEqual((await gone)[0], 'io server disconnect');

  const watcher = await connected({});
  const leaving = await connected({});
  const left = heard(watcher, 'left');
  leaving.disconnect();
  assert.equal((await left)[0], 'client namespace disconnect');
});

test('a client of the standard format is not understood', async () => {
  const socket = socketOf('/', { parser: undefined });
  const [event] = await Promise.race([
    heard(socket, 'disconnect'),
    heard(socket, 'connect_error'),
    heard(socket.io, 'close'),
  ]);
  assert.notEqual(event, undefined);
  assert.equal(socket.connected, false);
});
