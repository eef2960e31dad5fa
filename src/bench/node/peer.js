// The guide's server, as its drawings have it: Express, Socket.IO, and MongoDB if MONGODB_URI is set. It asks nobody who
// they are and limits nothing. It writes "listening <port>" when it is ready.
import { createServer } from 'node:http';
import process from 'node:process';
import express from 'express';
import { MongoClient, ObjectId } from 'mongodb';
import { Server } from 'socket.io';

const messages = await store(process.env.MONGODB_URI);
const app = express();
const http = createServer(app);
const io = new Server(http);
const activeRooms = new Map(); // room -> user -> their sockets

io.on('connection', socket => {
  socket.on('join_room', ({ roomId, userId, userName }, ack) => {
    const present = activeRooms.get(roomId) ?? new Map();
    activeRooms.set(roomId, present);
    const sockets = present.get(userId) ?? new Set();
    present.set(userId, sockets.add(socket.id));
    socket.join(roomId);
    socket.data = { userId, userName };
    if (sockets.size === 1) {
      socket.to(roomId).emit('user_joined', { roomId, userId, userName });
    }
    ack?.({ ok: true });
  });

  socket.on('send_message', async (message, ack) => {
    if (messages) {
      await insert(message.roomId, message.userId, message.senderName, message.content);
    }
    io.to(message.roomId).emit('receive_message', message);
    ack?.({ ok: true });
  });

  socket.on('echo', (value, ack) => ack(value));

  socket.on('disconnecting', () => {
    const { userId, userName } = socket.data;
    for (const roomId of socket.rooms) {
      const sockets = activeRooms.get(roomId)?.get(userId);
      if (sockets?.delete(socket.id) && sockets.size === 0) {
        activeRooms.get(roomId).delete(userId);
        socket.to(roomId).emit('user_left', { roomId, userId, userName });
      }
    }
  });
});

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

http.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => console.log(`listening ${http.address().port}`));

async function insert(room, sender, senderName, content) {
  const message = { _id: new ObjectId(), room, sender, senderName, content, timestamp: new Date() };
  await messages.insertOne(message);
  return message;
}

async function store(uri) {
  if (!uri) {
    return null;
  }
  const client = await new MongoClient(uri).connect();
  return client.db().collection('messages');
}
