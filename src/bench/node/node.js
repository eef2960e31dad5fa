// The guide's server: Express, Socket.IO, and MongoDB if MONGODB_URI is set. It writes "listening <port>" when it is ready.
import { createServer } from 'node:http';
import process from 'node:process';
import express from 'express';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { MongoClient, ObjectId } from 'mongodb';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import { chat } from './chat.js';

const messages = await store(process.env.MONGODB_URI);
const app = express();
const http = createServer(app);
const redis = await redisAt(process.env.REDIS_URI);
chat(new Server(http, redis ? { adapter: createAdapter(redis) } : {}), messages && insert);

app.use(express.json());

app.post('/api/chat/rooms/:id/messages', async (request, response) => {
  const { userId, senderName, content } = request.body;
  if (typeof content !== 'string' || content.trim() === '') {
    response.status(400).json({ error: 'Content is missing' });
    return;
  }
  response.json({ status: 200, message: await insert(request.params.id, userId, senderName, content) });
});

// What the heap holds after a collection.
app.get('/bench/heap', (request, response) => {
  globalThis.gc();
  globalThis.gc();
  response.json({ heap: process.memoryUsage().heapUsed });
});

http.listen(0, '127.0.0.1', () => console.log(`listening ${http.address().port}`));

async function insert(room, sender, senderName, content) {
  const message = { _id: new ObjectId(), room, sender, senderName, content, timestamp: new Date() };
  await messages.insertOne(message);
  return message;
}

// What joins it to other servers, if there are any.
async function redisAt(uri) {
  return uri ? await createClient({ url: uri }).connect() : null;
}

async function store(uri) {
  if (!uri) {
    return null;
  }
  const client = await new MongoClient(uri).connect();
  return client.db().collection('messages');
}
