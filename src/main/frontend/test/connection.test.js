import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection } from '../page/modules/wire/connection.js';

/** A window and a socket in it, whose network comes and goes as a test says. */
function connected() {
  const window = Object.assign(new EventTarget(), { navigator: { onLine: true }, setTimeout, clearTimeout });
  const socket = {
    connected: true,
    handlers: {},
    io: { on: () => {} },
    on: (event, handler) => {
      socket.handlers[event] = handler;
    },
    onAny: () => {},
    disconnect: () => socket,
    connect: () => socket,
  };
  const states = [];
  const connection = new Connection(() => socket, { onState: (state) => states.push(state), onConnected: () => {} }, window);
  connection.open(() => '');
  socket.handlers.connect();
  const network = (onLine) => {
    window.navigator.onLine = onLine;
    window.dispatchEvent(new Event(onLine ? 'online' : 'offline'));
  };
  return { socket, states, network };
}

test('a socket that outlives the network, as one to the same machine does, is no interruption', () => {
  const { states, network } = connected();
  network(false);
  network(true);
  assert.deepEqual([...new Set(states)], ['connected']);
});

test('without a network and a socket the page is offline', () => {
  const { socket, states, network } = connected();
  network(false);
  socket.connected = false;
  socket.handlers.disconnect('transport close');
  assert.equal(states.at(-1), 'offline');
});
