// The 32 cases of Socket.IO v5, 16 of its Engine.IO and 16 of its own, and one more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Door } from './door.js';
import { closeCases, handshakeCases, heartbeatCases, upgradeCases } from './engine-v4.js';

const door = new Door('/socket.io/', '4');

/** Sends a CONNECT and takes its answer; gives the socket's id. */
async function connect(frames, packet = '40', prefix = '40') {
  frames.send(packet);
  const answer = await frames.nextMessage();
  assert.ok(answer.startsWith(`${prefix}{`), answer);
  const handshake = JSON.parse(answer.slice(prefix.length));
  assert.deepEqual(Object.keys(handshake), ['sid']);
  assert.equal(typeof handshake.sid, 'string');
  return handshake.sid;
}

/** A connection that is in the main namespace and has taken what that says first. */
async function joined() {
  const frames = await door.openWebSocket();
  await connect(frames);
  assert.equal(await frames.nextMessage(), '42["auth",{}]');
  return frames;
}

handshakeCases(door);
heartbeatCases(door);
closeCases(door);

// The engine's upgrade is seen by a CONNECT to a namespace that there is not: it may be asked for again and again.
upgradeCases(door, '40/random', '44/random,{"message":"Invalid namespace"}');

test('connect: to the main namespace', async () => {
  const frames = await joined();
  frames.close();
});

test('connect: to the main namespace with a payload', async () => {
  const frames = await door.openWebSocket();
  await connect(frames, '40{"token":"123"}');
  assert.equal(await frames.nextMessage(), '42["auth",{"token":"123"}]');
  frames.close();
});

test('connect: to a custom namespace', async () => {
  const frames = await door.openWebSocket();
  await connect(frames, '40/custom,', '40/custom,');
  assert.equal(await frames.nextMessage(), '42/custom,["auth",{}]');
  frames.close();
});

test('connect: to a custom namespace with a payload', async () => {
  const frames = await door.openWebSocket();
  await connect(frames, '40/custom,{"token":"abc"}', '40/custom,');
  assert.equal(await frames.nextMessage(), '42/custom,["auth",{"token":"abc"}]');
  frames.close();
});

test('connect: refuses an unknown namespace', async () => {
  const frames = await door.openWebSocket();
  frames.send('40/random');
  assert.equal(await frames.nextMessage(), '44/random,{"message":"Invalid namespace"}');
  frames.close();
});

test('connect: closes the connection upon an invalid packet', async () => {
  const frames = await door.openWebSocket();
  frames.send('4abc');
  await frames.closes();
});

test('connect: closes the connection when none comes', async () => {
  const frames = await door.openWebSocket();
  // Pongs are given, so that it is not the heartbeat that ends it.
  const pongs = setInterval(() => frames.send('3'), 250);
  try {
    await frames.closes();
  } finally {
    clearInterval(pongs);
  }
});

test('disconnect: from the main namespace', async () => {
  const frames = await joined();
  frames.send('41');
  assert.equal(await frames.next(), '2');
  frames.close();
});

test('disconnect: from a custom namespace, the main one stays', async () => {
  const frames = await joined();
  await connect(frames, '40/custom', '40/custom,');
  assert.equal(await frames.nextMessage(), '42/custom,["auth",{}]');
  frames.send('41/custom');
  frames.send('42["message","message to main namespace"]');
  assert.equal(await frames.nextMessage(), '42["message-back","message to main namespace"]');
  frames.close();
});

test('message: a text', async () => {
  const frames = await joined();
  frames.send('42["message",1,"2",{"3":[true]}]');
  assert.equal(await frames.nextMessage(), '42["message-back",1,"2",{"3":[true]}]');
  frames.close();
});

test('message: with attachments', async () => {
  const frames = await joined();
  frames.send('452-["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]');
  frames.send(Uint8Array.of(1, 2, 3));
  frames.send(Uint8Array.of(4, 5, 6));
  assert.equal(
    await frames.nextMessage(),
    '452-["message-back",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]',
  );
  assert.deepEqual(await frames.nextMessage(), [1, 2, 3]);
  assert.deepEqual(await frames.nextMessage(), [4, 5, 6]);
  frames.close();
});

test('message: a text that is acknowledged', async () => {
  const frames = await joined();
  frames.send('42456["message-with-ack",1,"2",{"3":[false]}]');
  assert.equal(await frames.nextMessage(), '43456[1,"2",{"3":[false]}]');
  frames.close();
});

test('message: with attachments, acknowledged with attachments', async () => {
  const frames = await joined();
  frames.send('452-789["message-with-ack",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]');
  frames.send(Uint8Array.of(1, 2, 3));
  frames.send(Uint8Array.of(4, 5, 6));
  assert.equal(
    await frames.nextMessage(),
    '462-789[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]',
  );
  assert.deepEqual(await frames.nextMessage(), [1, 2, 3]);
  assert.deepEqual(await frames.nextMessage(), [4, 5, 6]);
  frames.close();
});

for (const [fault, packet] of [
  ['packet type', '4abc'],
  ['payload', '42{}'],
  ['ack id', '42abc["message-with-ack",1,"2",{"3":[false]}]'],
]) {
  test(`message: closes the connection upon an invalid ${fault}`, async () => {
    const frames = await joined();
    frames.send(packet);
    await frames.closes();
  });
}
