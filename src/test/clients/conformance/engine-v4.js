// What every Engine.IO v4 door has to do, whatever its messages mean: the cases that both suites share.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { PING_INTERVAL, PING_TIMEOUT } from './door.js';

const KEYS = ['maxPayload', 'pingInterval', 'pingTimeout', 'sid', 'upgrades'];

function assertHandshake(packet, upgrades) {
  assert.equal(packet[0], '0');
  const handshake = JSON.parse(packet.slice(1));
  assert.deepEqual(Object.keys(handshake).sort(), KEYS);
  assert.equal(typeof handshake.sid, 'string');
  assert.deepEqual(handshake.upgrades, upgrades);
  assert.equal(handshake.pingInterval, PING_INTERVAL);
  assert.equal(handshake.pingTimeout, PING_TIMEOUT);
  assert.equal(handshake.maxPayload, 1_000_000);
}

export function handshakeCases(door) {
  test('handshake, polling: opens a session', async () => {
    assertHandshake(await door.open(), ['websocket']);
  });

  test('handshake, polling: refuses an invalid EIO', async () => {
    assert.equal((await door.fetch({ transport: 'polling' })).status, 400);
    assert.equal((await door.fetch({ EIO: 'abc', transport: 'polling' })).status, 400);
  });

  test('handshake, polling: refuses an invalid transport', async () => {
    assert.equal((await door.fetch({ EIO: 4 })).status, 400);
    assert.equal((await door.fetch({ EIO: 4, transport: 'abc' })).status, 400);
  });

  test('handshake, polling: refuses an invalid method', async () => {
    for (const method of ['POST', 'PUT']) {
      assert.equal((await door.fetch({ EIO: 4, transport: 'polling' }, { method })).status, 400);
    }
  });

  test('handshake, WebSocket: opens a session', async () => {
    const frames = door.webSocket({ EIO: 4, transport: 'websocket' });
    assertHandshake(await frames.next(), []);
    frames.close();
  });

  test('handshake, WebSocket: refuses an invalid EIO', async () => {
    await door.webSocket({ transport: 'websocket' }).closes();
    await door.webSocket({ EIO: 'abc', transport: 'websocket' }).closes();
  });

  test('handshake, WebSocket: refuses an invalid transport', async () => {
    await door.webSocket({ EIO: 4 }).closes();
    await door.webSocket({ EIO: 4, transport: 'abc' }).closes();
  });
}

export function heartbeatCases(door) {
  test('heartbeat, polling: sends pings and takes pongs', async () => {
    const sid = await door.openSid();
    for (let i = 0; i < 3; i++) {
      assert.equal(await door.pollText(sid), '2');
      await door.postOk(sid, '3');
    }
  });

  test('heartbeat, polling: closes the session when no pong comes, to the millisecond', async () => {
    const sid = await door.openSid();
    await sleep(PING_INTERVAL + PING_TIMEOUT);
    await door.assertUnknown(sid);
  });

  test('heartbeat, WebSocket: sends pings and takes pongs', async () => {
    const frames = await door.openWebSocket();
    for (let i = 0; i < 3; i++) {
      assert.equal(await frames.next(), '2');
      frames.send('3');
    }
    frames.close();
  });

  test('heartbeat, WebSocket: closes the session when no pong comes', async () => {
    const frames = await door.openWebSocket();
    assert.equal(await frames.next(), '2');
    await frames.closes();
  });
}

export function closeCases(door) {
  test('close, polling: ends the session, and the pending poll', async () => {
    const sid = await door.openSid();
    const [answer] = await Promise.all([door.pollText(sid), door.postOk(sid, '1')]);
    assert.equal(answer, '6');
    await door.assertUnknown(sid);
  });

  test('close, WebSocket: ends the session', async () => {
    const frames = await door.openWebSocket();
    frames.send('1');
    await frames.closes();
  });
}

export function upgradeCases(door, message, answer) {
  async function probed() {
    const sid = await door.openSid();
    const frames = door.webSocket({ EIO: 4, transport: 'websocket', sid });
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
    let released = await door.pollText(sid);
    if (released === '2') {
      // The ping was due first.
      await door.postOk(sid, '3');
      released = await door.pollText(sid);
    }
    assert.equal(released, '6');
    frames.send('5');
    frames.send(message);
    assert.equal(await frames.nextMessage(), answer);
    frames.close();
  });

  test('upgrade: takes what the client sends without waiting for the probe to be answered', async () => {
    const sid = await door.openSid();
    const frames = door.webSocket({ EIO: 4, transport: 'websocket', sid });
    await frames.opened;
    frames.send('2probe');
    frames.send('5');
    frames.send(message);
    assert.equal(await frames.next(), '3probe');
    assert.equal(await frames.nextMessage(), answer);
    frames.close();
  });

  test('upgrade: refuses polls of a session that has moved', async () => {
    const { sid, frames } = await upgraded();
    frames.send(message);
    assert.equal(await frames.nextMessage(), answer);
    await door.assertUnknown(sid);
    frames.send(message);
    assert.equal(await frames.nextMessage(), answer);
    frames.close();
  });

  test('upgrade: closes a second WebSocket of a session that has moved, and not the first', async () => {
    const { sid, frames } = await upgraded();
    await door.webSocket({ EIO: 4, transport: 'websocket', sid }).closes();
    frames.send(message);
    assert.equal(await frames.nextMessage(), answer);
    frames.close();
  });
}
