import { EVENTS } from '../wire/protocol.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { Connection } from '../wire/connection.js'
 * @import { Sign } from '../wire/types.js'
 */

const SIGN_EVERY_MS = 2_500;

/** Who is typing: says so of ourselves, now and then, and lets others' signs expire. */
export class TypingSigns {
  #store;
  #connection;
  #saidAt = 0;
  #saidIn = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Store} store
   * @param {Pick<Connection, 'tell'>} connection
   */
  constructor(store, connection) {
    this.#store = store;
    this.#connection = connection;
    // Who looks at another room does not write in this one.
    store.on(['room'], () => this.#saidIn !== store.current?.roomId && this.stopped());
  }

  /**
   * The person has typed in the open room, or emptied the box.
   *
   * @param {Conversation} conversation
   * @param {boolean} empty
   * @param {number} [now]
   */
  wrote(conversation, empty, now = Date.now()) {
    if (empty) {
      this.stopped();
    } else if (this.#saidIn !== conversation.roomId || now - this.#saidAt >= SIGN_EVERY_MS) {
      this.#saidAt = now;
      this.#saidIn = conversation.roomId;
      this.#connection.tell(EVENTS.typing, { roomId: conversation.roomId });
    }
  }

  stopped() {
    if (this.#saidIn) {
      this.#connection.tell(EVENTS.stopTyping, { roomId: this.#saidIn });
      this.#saidIn = '';
      this.#saidAt = 0;
    }
  }

  /** @param {Sign} sign */
  began({ roomId, userId, userName }) {
    if (!this.#store.blocks.has(userId)) {
      this.#store.visited(roomId)?.typing.began(userId, userName);
      this.#show();
    }
  }

  /** @param {Sign} sign */
  ended({ roomId, userId }) {
    this.#store.visited(roomId)?.typing.ended(userId);
    this.#show();
  }

  #show() {
    this.#store.changed('typing');
    clearTimeout(this.#timer);
    const end = this.#store.current?.typing.nextEnd();
    if (end !== undefined) {
      this.#timer = setTimeout(() => this.#show(), end - Date.now() + 20);
    }
  }
}
