// Two stock clients chat on an application that is not ours: node lift-out.mjs <origin> <path> [transport]
import assert from 'node:assert/strict';
import { io } from 'socket.io-client';

const [origin, path, transport] = process.argv.slice(2);
const options = { path, forceNew: true, reconnection: false, ...(transport ? { transports: [transport] } : {}) };
const overdue = setTimeout(() => {
  console.error('took too long');
  process.exit(1);
}, 20_000);

const connected = (auth) =>
  new Promise((resolve, reject) => {
    const socket = io(`${origin}/chat`, { ...options, auth });
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });

await assert.rejects(connected({}), { message: 'unauthorized' });
const [ann, bob] = await Promise.all([connected({ name: 'Ann' }), connected({ name: 'Bob' })]);
const said = new Promise((resolve) => bob.once('said', resolve));
const ack = await ann.timeout(5_000).emitWithAck('say', { text: 'héllo' });
assert.deepEqual(ack, { by: 'Ann', text: 'héllo' });
assert.deepEqual(await said, { by: 'Ann', text: 'héllo' });
ann.disconnect();
bob.disconnect();
clearTimeout(overdue);
