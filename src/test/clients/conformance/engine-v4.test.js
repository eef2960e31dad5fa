// The 25 cases of Engine.IO v4, and one more, against an engine that echoes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Door } from './door.js';
import { closeCases, handshakeCases, heartbeatCases, upgradeCases } from './engine-v4.js';

const door = new Door('/engine.io/', '4');

handshakeCases(door);

test('message, polling: echoes a payload of one text', async () => {
  const sid = await door.openSid();
  await door.postOk(sid, '4hello');
  assert.equal(await door.pollText(sid), '4hello');
});

test('message, polling: echoes a payload of several texts', async () => {
  const sid = await door.openSid();
  await door.postOk(sid, '4test1\x1e4test2\x1e4test3');
  assert.equal(await door.pollText(sid), '4test1\x1e4test2\x1e4test3');
});

test('message, polling: echoes a payload of text and bytes', async () => {
  const sid = await door.openSid();
  await door.postOk(sid, '4hello\x1ebAQIDBA==');
  assert.equal(await door.pollText(sid), '4hello\x1ebAQIDBA==');
});

test('message, polling: closes the session upon an invalid packet', async () => {
  const sid = await door.openSid();
  // Breaking the connection off would do as well.
  await door.post(sid, 'abc').then(({ status }) => assert.equal(status, 400), () => {});
  await door.assertUnknown(sid);
});

test('message, polling: closes the session upon a second poll at the same time', async () => {
  const sid = await door.openSid();
  const answers = await Promise.all([door.poll(sid), door.poll(sid)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
  assert.equal(await answers.find(({ status }) => status === 200).text(), '1');
  await door.assertUnknown(sid);
});

test('message, polling: closes the session when a poll is cancelled', async () => {
  const sid = await door.openSid();
  const cancel = new AbortController();
  const poll = door.poll(sid, { signal: cancel.signal });
  setTimeout(() => cancel.abort(), 50);
  await assert.rejects(poll, { name: 'AbortError' });
  await door.assertUnknown(sid);
});

test('message, WebSocket: echoes a text', async () => {
  const frames = await door.openWebSocket();
  frames.send('4hello');
  assert.equal(await frames.nextMessage(), '4hello');
  frames.close();
});

test('message, WebSocket: echoes bytes', async () => {
  const frames = await door.openWebSocket();
  frames.send(Uint8Array.of(1, 2, 3, 4));
  assert.deepEqual(await frames.nextMessage(), [1, 2, 3, 4]);
  frames.close();
});

test('message, WebSocket: closes the session upon an invalid packet', async () => {
  const frames = await door.openWebSocket();
  frames.send('abc');
  await frames.closes();
});

heartbeatCases(door);
closeCases(door);
upgradeCases(door, '4hello', '4hello');
