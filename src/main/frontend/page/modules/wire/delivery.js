import { CODES, EVENTS } from './words.js';

/**
 * Asks for something by the socket, which is quicker; if that stays silent, by REST. For requests that change nothing
 * when they come twice.
 */
export async function ask({ connection }, event, payload, byRest) {
  if (connection.connected) {
    try {
      return await connection.request(event, payload);
    } catch (error) {
      if (error.code !== CODES.timeout && error.code !== CODES.network) {
        throw error;
      }
    }
  }
  return byRest();
}

/** Brings a message to the server and answers it as stored. The server knows by its `clientId` that both ways bring the same one. */
export async function deliver({ connection, api }, { roomId, content, clientId, replyTo }) {
  const payload = { roomId, content, clientId, ...(replyTo && { replyTo }) };
  const byRest = async () => ({ message: await api.postMessage(roomId, { content, clientId, replyTo }) });
  return (await ask({ connection }, EVENTS.sendMessage, payload, byRest)).message;
}
