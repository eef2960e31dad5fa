// A Socket.IO server of Node.js in a cluster, with one client of its own; does what it is told, a line of JSON each.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Server } from 'socket.io';
import { io as connect } from 'socket.io-client-4';
import { createClient, createCluster } from 'redis';
import { Cluster, Redis } from 'ioredis';
import { createAdapter as streams } from '@socket.io/redis-streams-adapter';
import { createAdapter as classic, createShardedAdapter as sharded } from '@socket.io/redis-adapter';

const [library, family, url] = process.argv.slice(2);

// Several hosts are those of a Redis Cluster.
const servers = url.replace('redis://', '').split(',').map((server) => server.split(':'));
const isCluster = servers.length > 1;

const libraries = {
  redis: () =>
    (isCluster
      ? createCluster({ rootNodes: servers.map(([host, port]) => ({ url: `redis://${host}:${port}` })) })
      : createClient({ url })
    ).on('error', () => {}).connect(),
  ioredis: () =>
    (isCluster
      ? new Cluster(servers.map(([host, port]) => ({ host, port })), { shardedSubscribers: family === 'sharded' })
      : new Redis(url)
    ).on('error', () => {}),
};
const redis = libraries[library];

const adapters = {
  streams: async () => streams(await redis(), { blockTimeInMs: 1000 }),
  classic: async () => classic(await redis(), await redis()),
  sharded: async () => sharded(await redis(), await redis()),
};

const http = createServer();
const io = new Server(http, { adapter: await adapters[family]() });
http.listen(0, '127.0.0.1');
await once(http, 'listening');

const say = (what) => console.log(JSON.stringify(what));

/** Bytes are written as {"bytes":[1,2]}. */
const revive = (key, value) => (Array.isArray(value?.bytes) ? Buffer.from(value.bytes) : value);

let client;

async function newClient() {
  client?.disconnect();
  client = connect(`http://127.0.0.1:${http.address().port}`, { transports: ['websocket'], forceNew: true, reconnection: false });
  client.onAny((event, ...args) => {
    const answer = typeof args.at(-1) === 'function' ? args.pop() : () => {};
    say({ heard: [event, ...args] });
    answer('node', args.length);
  });
  client.on('disconnect', (reason) => say({ heard: ['disconnect', reason] }));
  await once(client, 'connect');
  io.sockets.sockets.get(client.id).data.name = 'Nora';
  return client.id;
}

io.on('are you there', (answer) => answer(true));
io.on('tell', (...args) => {
  const answer = typeof args.at(-1) === 'function' ? args.pop() : () => {};
  say({ told: args });
  answer({ from: 'node' });
});

function target({ rooms = [], except = [], flags = {} }) {
  const operator = io.except(except);
  const chosen = rooms.length > 0 ? operator.to(rooms) : operator;
  return flags.volatile ? chosen.volatile : chosen;
}

const operations = {
  client: newClient,
  emit: (to) => target(to).emit(to.event, ...to.args),
  ask: (to) => target(to).timeout(5000).emitWithAck(to.event, ...to.args),
  join: (to) => target(to).socketsJoin(to.joined),
  leave: (to) => target(to).socketsLeave(to.left),
  disconnect: (to) => target(to).disconnectSockets(),
  fetch: async (to) => (await target(to).fetchSockets()).map(({ id, rooms, data }) => ({ id, rooms: [...rooms], data })),
  tell: (to) => io.serverSideEmit(to.event, ...to.args),
  askServers: (to) => io.serverSideEmitWithAck(to.event, ...to.args),
  rooms: () => [...(io.sockets.sockets.get(client.id)?.rooms ?? [])],
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, operation, ...to } = JSON.parse(line, revive);
  Promise.resolve()
    .then(() => operations[operation](to))
    .then((result) => say({ id, result: result === true ? null : result ?? null }), (error) => say({ id, error: String(error) }));
}
process.exit(0);
