import { EVENTS } from './connection.js';

/**
 * Brings a message to the server and answers it as stored. The socket is quicker; if it is away or stays silent, the
 * same `clientId` goes by REST, which the server knows for the same message.
 */
export async function deliver({ connection, api }, { roomId, content, clientId }) {
  if (connection.connected) {
    try {
      return (await connection.request(EVENTS.sendMessage, { roomId, content, clientId })).message;
    } catch (error) {
      if (error.code !== 'timeout' && error.code !== 'network') {
        throw error;
      }
    }
  }
  return api.postMessage(roomId, content, clientId);
}
