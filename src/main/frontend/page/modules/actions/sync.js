import { EVENTS } from '../wire/protocol.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Api } from '../wire/api.js'
 * @import { Entered, Message, Wire } from '../wire/types.js'
 */

/**
 * `current()`: whether somebody is still interested.
 *
 * @typedef {{ api: Pick<Api, 'messages' | 'changes' | 'room'>, conversation: Conversation, current: () => boolean }} Sources
 */

/** @typedef {{ ack: Entered, missed: Message[] }} Completed */

const CATCH_UP_PAGE = 200;
/** Of more than that, only the newest page is fetched; the rest is read when somebody scrolls there. */
const CATCH_UP_MAX = 1_000;
const CHANGES_MAX = 2_000;

/**
 * Enters a room as the member that one is, for the first time or again after a lost connection: subscribe first, and only
 * when that is acknowledged fetch what is missing, messages by `seq` and changes by `change`, so that nothing can fall
 * between. Never makes a member: who is none gets `not_a_member`. Answers `{ack, missed}` (the messages that came
 * meanwhile), or undefined if `current()` said on the way that nobody is interested any more.
 *
 * @param {Pick<Wire, 'connection'> & Sources} sources
 * @returns {Promise<Completed | undefined>}
 */
export async function enter({ connection, api, conversation, current }) {
  const { roomId } = conversation;
  conversation.roster.asking();
  const ack = await connection.request(EVENTS.enterRoom, { roomId });
  return complete({ api, conversation, current, ack });
}

/**
 * Reads a room as anybody may, without entering it; nothing of it is told from then on. Answers like `enter`.
 *
 * @param {Sources} sources
 * @returns {Promise<Completed | undefined>}
 */
export async function lookIn({ api, conversation, current }) {
  const room = await api.room(conversation.roomId);
  return complete({
    api,
    conversation,
    current,
    ack: { room, firstSeq: room.firstSeq, lastSeq: room.lastSeq, lastChange: room.lastChange },
  });
}

/**
 * @param {Sources & { ack: Entered }} sources
 * @returns {Promise<Completed | undefined>}
 */
async function complete({ api, conversation, current, ack }) {
  if (!current()) {
    return undefined;
  }
  const lastChange = ack.lastChange ?? 0;
  conversation.expire(ack.firstSeq ?? 1);
  if (lastChange - conversation.lastChange > CHANGES_MAX && conversation.timeline.loaded) {
    conversation.forgetMessages();
  }
  const { timeline } = conversation;
  if (!timeline.loaded) {
    const { messages, older } = await api.messages(conversation.roomId);
    if (!current()) {
      return undefined;
    }
    timeline.begin(messages, older);
    // What was read is at least as new as the ack; what changed since then is told live.
    conversation.lastChange = Math.max(conversation.lastChange, lastChange);
    return { ack, missed: [] };
  }
  const missed = await catchUp({ api, conversation, current, lastSeq: ack.lastSeq });
  if (!missed || (lastChange > conversation.lastChange && !(await catchUpChanges({ api, conversation, current })))) {
    return undefined;
  }
  return { ack, missed };
}

/**
 * Fetches everything after what is complete; answers what was new, or undefined if interest was lost on the way.
 *
 * @param {Sources & { lastSeq?: number }} sources
 * @returns {Promise<Message[] | undefined>}
 */
export async function catchUp({ api, conversation: { roomId, timeline }, current, lastSeq = 0 }) {
  const missed = [];
  if (lastSeq - timeline.complete > CATCH_UP_MAX) {
    const { messages } = await api.messages(roomId, { limit: CATCH_UP_PAGE });
    if (!current()) {
      return undefined;
    }
    timeline.skipTo(messages);
    return messages;
  }
  for (;;) {
    const { messages, newer } = await api.messages(roomId, { after: timeline.complete, limit: CATCH_UP_PAGE });
    if (!current()) {
      return undefined;
    }
    missed.push(...timeline.add(messages));
    if (!newer || messages.length === 0) {
      return missed;
    }
  }
}

/**
 * Fetches the changes after what is known. False if interest was lost on the way.
 *
 * @param {Sources} sources
 */
export async function catchUpChanges({ api, conversation, current }) {
  for (let since = conversation.lastChange; ; ) {
    const { messages, more } = await api.changes(conversation.roomId, since);
    if (!current()) {
      return false;
    }
    messages.forEach((message) => conversation.timeline.change(message));
    since = Math.max(since, messages.at(-1)?.change ?? 0);
    if (!more || messages.length === 0) {
      conversation.lastChange = Math.max(conversation.lastChange, since);
      return true;
    }
  }
}
