// The 24 cases of Engine.IO v3, against an engine that echoes and takes clients of that revision.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Door, PING_INTERVAL, PING_TIMEOUT } from './door.js';

const door = new Door('/engine.io/', '3');
const BASE64 = { b64: '1' };

function assertHandshake(packet, upgrades) {
  assert.equal(packet[0], '0');
  const { maxPayload, sid, ...times } = JSON.parse(packet.slice(1));
  assert.equal(typeof sid, 'string');
  assert.ok(maxPayload === undefined || maxPayload === 1_000_000, maxPayload);
  assert.deepEqual(times, { upgrades, pingInterval: PING_INTERVAL, pingTimeout: PING_TIMEOUT });
}

/** The one packet of a payload that is text. */
function packetOf(payload) {
  const [, length, packet] = /^(\d+):([^]*)$/.exec(payload);
  assert.equal(Number(length), packet.length);
  return packet;
}

test('handshake, polling: opens a session', async () => {
  assertHandshake(packetOf(await door.open()), ['websocket']);
});

test('handshake, polling: refuses an invalid transport', async () => {
  assert.equal((await door.fetch({ EIO: 3 })).status, 400);
  assert.equal((await door.fetch({ EIO: 3, transport: 'abc' })).status, 400);
});

test('handshake, polling: refuses an invalid method', async () => {
  for (const method of ['POST', 'PUT']) {
    assert.equal((await door.fetch({ EIO: 3, transport: 'polling' }, { method })).status, 400);
  }
});

test('handshake, WebSocket: opens a session', async () => {
  const frames = door.webSocket({ EIO: 3, transport: 'websocket' });
  assertHandshake(await frames.next(), []);
  frames.close();
});

test('handshake, WebSocket: refuses an invalid transport', async () => {
  await door.webSocket({ EIO: 3 }).closes();
  await door.webSocket({ EIO: 3, transport: 'abc' }).closes();
});

test('message, polling: echoes a payload of one text', async () => {
  const sid = await door.openSid();
  await door.postOk(sid, '6:4hello');
  assert.equal(await door.pollText(sid), '6:4hello');
});

test('message, polling: echoes a payload of several texts', async () => {
  const sid = await door.openSid();
  await door.postOk(sid, '6:4test16:4test26:4test3');
  assert.equal(await door.pollText(sid), '6:4test16:4test26:4test3');
});

test('message, polling: echoes text and bytes in base64 to a client that cannot take bytes', async () => {
  const sid = JSON.parse(packetOf(await door.open(BASE64)).slice(1)).sid;
  await door.postOk(sid, '6:4hello10:b4AQIDBA==');
  assert.equal(await door.pollText(sid), '6:4hello10:b4AQIDBA==');
});

test('message, polling: echoes text and bytes as bytes to a client that can take them', async () => {
  const sid = await door.openSid();
  await door.postOk(sid, '6:4hello10:b4AQIDBA==');
  const answer = await door.poll(sid);
  assert.equal(answer.headers.get('content-type'), 'application/octet-stream');
  assert.equal(
    Buffer.from(await answer.arrayBuffer()).toString('hex'),
    '0006ff3468656c6c6f0105ff0401020304',
  );
});

test('message, polling: closes the session upon an invalid packet', async () => {
  const sid = await door.openSid();
  await door.post(sid, 'abc').then(({ status }) => assert.equal(status, 400), () => {});
  await door.assertUnknown(sid);
});

test('message, polling: closes the session upon a second poll at the same time', async () => {
  const sid = await door.openSid();
  const answers = await Promise.all([door.poll(sid), door.poll(sid)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
  assert.equal(await answers.find(({ status }) => status === 200).text(), '1:1');
  await door.assertUnknown(sid);
});

test('message, WebSocket: echoes a text', async () => {
  const frames = await door.openWebSocket();
  frames.send('4hello');
  assert.equal(await frames.next(), '4hello');
  frames.close();
});

test('message, WebSocket: echoes bytes', async () => {
  const frames = await door.openWebSocket();
  frames.send(Uint8Array.of(4, 1, 2, 3, 4));
  assert.deepEqual(await frames.next(), [4, 1, 2, 3, 4]);
  frames.close();
});

test('message, WebSocket: echoes bytes in base64 to a client that cannot take bytes', async () => {
  const frames = await door.openWebSocket(BASE64);
  frames.send('b4AQIDBA==');
  assert.equal(await frames.next(), 'b4AQIDBA==');
  frames.close();
});

test('message, WebSocket: closes the session upon an invalid packet', async () => {
  const frames = await door.openWebSocket();
  frames.send('abc');
  await frames.closes();
});

test('heartbeat, polling: answers pings with pongs', async () => {
  const sid = await door.openSid();
  for (let i = 0; i < 3; i++) {
    await sleep(PING_INTERVAL);
    await door.postOk(sid, '1:2');
    assert.equal(await door.pollText(sid), '1:3');
  }
});

test('heartbeat, polling: closes the session when no ping comes, to the millisecond', async () => {
  const sid = await door.openSid();
  await sleep(PING_INTERVAL + PING_TIMEOUT);
  assert.equal((await door.post(sid, '1:2')).status, 400);
  await door.assertUnknown(sid);
});

test('heartbeat, WebSocket: answers pings with pongs', async () => {
  const frames = await door.openWebSocket();
  for (let i = 0; i < 3; i++) {
    await sleep(PING_INTERVAL);
    frames.send('2');
    assert.equal(await frames.next(), '3');
  }
  frames.close();
});

test('heartbeat, WebSocket: closes the session when no ping comes', async () => {
  const frames = await door.openWebSocket();
  await frames.closes();
  assert.deepEqual(frames.unread, []);
});

test('close, polling: ends the session, and the pending poll', async () => {
  const sid = await door.openSid();
  const [answer] = await Promise.all([door.pollText(sid), door.postOk(sid, '1:1')]);
  assert.equal(answer, '1:6');
  await door.assertUnknown(sid);
});

test('close, WebSocket: ends the session', async () => {
  const frames = await door.openWebSocket();
  frames.send('1');
  await frames.closes();
});

async function probed() {
  const sid = await door.openSid();
  const frames = door.webSocket({ EIO: 3, transport: 'websocket', sid });
  await frames.opened;
  frames.send('2probe');
  assert.equal(await frames.next(), '3probe');
  return { sid, frames };
}

async function upgraded() {
  const { sid, frames } = await probed();
  frames.send('5');
  return { sid, frames };
}

test('upgrade: moves a session from polling to a WebSocket, once its poll has been released', async () => {
  const { sid, frames } = await probed();
  assert.equal(await door.pollText(sid), '1:6');
  frames.send('5');
  frames.send('4hello');
  assert.equal(await frames.next(), '4hello');
  frames.close();
});

test('upgrade: refuses polls of a session that has moved', async () => {
  const { sid, frames } = await upgraded();
  frames.send('4hello');
  assert.equal(await frames.next(), '4hello');
  await door.assertUnknown(sid);
  frames.send('4hello');
  assert.equal(await frames.next(), '4hello');
  frames.close();
});

test('upgrade: closes a second WebSocket of a session that has moved, and not the first', async () => {
  const { sid, frames } = await upgraded();
  await door.webSocket({ EIO: 3, transport: 'websocket', sid }).closes();
  frames.send('4hello');
  assert.equal(await frames.next(), '4hello');
  frames.close();
});
