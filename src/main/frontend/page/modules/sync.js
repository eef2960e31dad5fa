import { EVENTS } from './connection.js';

const CATCH_UP_PAGE = 200;

/**
 * Enters a room, for the first time or again after a lost connection: subscribe first, and only when that is
 * acknowledged fetch what is missing, so that nothing can fall between. Answers the join's ack, or undefined if
 * `current()` said on the way that nobody is interested any more.
 */
export async function enter({ connection, api, roomId, timeline, current }) {
  const ack = await connection.request(EVENTS.joinRoom, { roomId });
  if (!current()) {
    return undefined;
  }
  if (timeline.loaded) {
    return (await catchUp({ api, roomId, timeline, current })) ? ack : undefined;
  }
  const { messages, older } = await api.messages(roomId);
  if (!current()) {
    return undefined;
  }
  timeline.begin(messages, older);
  return ack;
}

/** Fetches everything after what is complete. False if interest was lost on the way. */
export async function catchUp({ api, roomId, timeline, current }) {
  for (;;) {
    const { messages, newer } = await api.messages(roomId, { after: timeline.complete, limit: CATCH_UP_PAGE });
    if (!current()) {
      return false;
    }
    timeline.catchUp(messages);
    if (!newer || messages.length === 0) {
      return true;
    }
  }
}
