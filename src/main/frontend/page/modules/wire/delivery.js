import { asChatError, ChatError } from './errors.js';
import { CODES, EVENTS } from './protocol.js';

/** @import { Ack, Message, Wire } from './types.js' */

/**
 * Asks for something by the socket, which is quicker; if that stays silent, by REST. For requests that change nothing
 * when they come twice.
 *
 * @param {Pick<Wire, 'connection'>} wire
 * @param {string} event
 * @param {object} payload
 * @param {() => Promise<Ack>} byRest
 * @returns {Promise<Ack>}
 */
export async function ask({ connection }, event, payload, byRest) {
  if (connection.connected) {
    try {
      return await connection.request(event, payload);
    } catch (cause) {
      const error = asChatError(cause);
      if (error.code !== CODES.timeout && error.code !== CODES.network) {
        throw error;
      }
    }
  }
  return byRest();
}

/**
 * Brings a message to the server and answers it as stored. The server knows by its `clientId` that both ways bring the same one.
 *
 * @param {Wire} wire
 * @param {{ roomId: string, content: string, clientId: string, replyTo?: string }} message
 * @returns {Promise<Message>}
 */
export async function deliver({ connection, api }, { roomId, content, clientId, replyTo }) {
  const payload = { roomId, content, clientId, ...(replyTo && { replyTo }) };
  const byRest = async () => ({ message: await api.postMessage(roomId, { content, clientId, replyTo }) });
  const { message } = await ask({ connection }, EVENTS.sendMessage, payload, byRest);
  if (!message) {
    throw new ChatError(CODES.internal);
  }
  return message;
}
