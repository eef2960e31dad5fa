/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { Entered, Message, Presence } from '../wire/types.js'
 */

const KEEP_MESSAGES = 5_000;
const KEEP_UNSEEN_MESSAGES = 500;

/** Writes into the store what a room that is entered tells. */
export class RoomUpdates {
  #store;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /**
   * Somebody has come or gone.
   *
   * @param {Conversation} conversation
   * @param {'joined' | 'left'} how
   * @param {Presence} person
   */
  moved(conversation, how, { userId, userName, userCount }) {
    this.#store.learn(userId, userName);
    conversation.roster[how](userId, userName, userCount);
    conversation.timeline.note(how, userId, userName, Date.now());
    if (how === 'left') {
      conversation.typing.ended(userId);
    }
    this.#store.changed('people', 'log', 'typing');
  }

  /**
   * @param {Conversation} conversation
   * @param {Entered} ack
   * @param {Message[]} missed
   * @param {boolean} member
   */
  complete(conversation, ack, missed, member) {
    const { rooms } = this.#store;
    conversation.expelled = !member;
    const { roomId } = conversation;
    const room = rooms.put({ _id: roomId, ...(ack.room ?? rooms.find(roomId)), lastSeq: ack.lastSeq, member });
    if (member && conversation.unreadFrom === 0 && room.lastRead < room.lastSeq && missed.length === 0) {
      conversation.unreadFrom = room.lastRead + 1;
    }
    this.met(conversation, ack);
    if (missed.length > 0) {
      this.arrived(conversation, missed);
    }
    this.#store.changed('people', 'rooms', 'log', 'room');
  }

  /**
   * @param {Conversation} conversation
   * @param {Entered} ack
   */
  met(conversation, { users = [], userCount, role, mutedUntil }) {
    this.#store.rooms.standings.entered(conversation.roomId, { role, mutedUntil });
    users.forEach(({ userId, userName }) => this.#store.learn(userId, userName));
    conversation.roster.reset(users, userCount);
    this.#store.changed('people', 'room');
  }

  /**
   * @param {Conversation} conversation
   * @param {Message[]} messages
   */
  arrived(conversation, messages) {
    const { me } = this.#store;
    for (const message of messages) {
      this.#store.heard(message);
      conversation.typing.ended(message.sender);
      if (message.sender === me?._id) {
        conversation.outbox.arrived(message.content);
      }
    }
    // Whoever reads far back in a long log keeps what they read; else it does not grow forever.
    const keep = conversation === this.#store.current ? KEEP_MESSAGES : KEEP_UNSEEN_MESSAGES;
    if (conversation.focus === undefined && conversation.timeline.size > keep * 2) {
      conversation.timeline.trim(keep);
    }
    this.#store.changed('log', 'rooms', 'typing');
  }
}
