// One stock client of a major version that takes part in a conversation.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { within } from '../within.js';

const require = createRequire(import.meta.url);

const PATIENCE = 30_000;

/** The `io` of a major version: the module itself in 2.x, a member of it later. */
export function clientOf(version) {
  const client = require(`socket.io-client-${version}`);
  return client.io ?? client;
}

export function connect(origin, version, transports, more = {}) {
  const socket = clientOf(version)(origin, { forceNew: true, reconnection: false, transports, ...more });
  return new Promise((resolve, reject) => {
    const refuse = (error) => {
      // Else the connection stays until the server has waited long enough, and the process with it.
      socket.disconnect();
      reject(error);
    };
    socket.on('connect', () => resolve(socket));
    socket.on('connect_error', refuse);
    socket.on('error', refuse);
  });
}

/** Emits with an acknowledgement, as every version can. */
export function ask(socket, event, ...args) {
  return new Promise((resolve) => socket.emit(event, ...args, (...answer) => resolve(answer)));
}

/** Waits until something holds that events change. */
export async function until(socket, event, holds) {
  while (!holds()) {
    await once(socket, event);
  }
}

/** Waits until the last of the transports carries the connection. */
export async function settled(socket, transports) {
  const { engine } = socket.io;
  while (engine.transport.name !== transports.at(-1)) {
    await new Promise((resolve) => engine.once('upgrade', resolve));
  }
}

/** A name's bytes, some of them no text. */
const bytesOf = (name) => Buffer.concat([Buffer.from([0, 255, 30]), Buffer.from(name)]);

const sentence = (name) => ({ text: `${name} ✨`, nested: [{ bytes: bytesOf(name) }, null] });

/**
 * Says something with bytes in it to all members, hears what each of them says, asks all of them and answers each,
 * and leaves when nobody needs it any more.
 */
export async function takePart({ origin, path, version, transports, ...conversation }) {
  const socket = await within(PATIENCE, 'to connect', connect(origin, version, transports, { path }));
  try {
    await within(PATIENCE, 'the conversation', converse(socket, { transports, ...conversation }));
  } finally {
    socket.disconnect();
  }
}

async function converse(socket, { name, transports, room, members }) {
  const said = new Map();
  const gone = new Set();
  let present = 0;
  socket.on('said', (from, what) => (what === 'bye' ? gone.add(from) : said.set(from, what)));
  socket.on('question', (from, bytes, answer) => answer(name, { to: from, bytes: [bytes] }));
  socket.on('members', (count) => {
    // Two that join at the same time may be told in the other order.
    present = Math.max(present, count);
  });
  socket.emit('join', room);
  await until(socket, 'members', () => present === members.length);
  await settled(socket, transports);

  const others = members.filter((member) => member !== name).sort();
  assert.deepEqual(await ask(socket, 'say', room, name, sentence(name)), [name, sentence(name)]);
  await until(socket, 'said', () => said.size === others.length);
  assert.deepEqual(others.map((other) => said.get(other)), others.map(sentence));

  const [answers] = await ask(socket, 'ask', room, name, bytesOf(name));
  assert.deepEqual(
    answers.sort(([a], [b]) => (a < b ? -1 : 1)),
    others.map((other) => [other, { to: name, bytes: [bytesOf(name)] }]),
  );

  await ask(socket, 'say', room, name, 'bye');
  await until(socket, 'said', () => gone.size === others.length);
  assert.equal(socket.io.engine.transport.name, transports.at(-1));
}
