// The events of the guide's server, as its drawings have them. It asks nobody who they are and limits nothing.

/** @param insert stores a message, if it shall be */
export function chat(io, insert) {
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
      if (insert) {
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
}
