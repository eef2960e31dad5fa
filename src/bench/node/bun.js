// The same events on Bun. It stores nothing, and writes "listening <port>" when it is ready.
import { Server as Engine } from '@socket.io/bun-engine';
import { Server } from 'socket.io';
import { chat } from './chat.js';

const io = new Server();
const engine = new Engine({ path: '/socket.io/' });
io.bind(engine);
chat(io);

const handler = engine.handler();
const server = Bun.serve({
  ...handler,
  hostname: '127.0.0.1',
  port: 0,
  fetch: (request, served) => (request.url.endsWith('/bench/heap') ? heap() : handler.fetch(request, served)),
});
console.log(`listening ${server.port}`);

// What the heap holds after a collection.
function heap() {
  Bun.gc(true);
  return Response.json({ heap: process.memoryUsage().heapUsed });
}
