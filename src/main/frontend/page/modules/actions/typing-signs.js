import { EVENTS } from '../wire/words.js';

const SIGN_EVERY_MS = 2_500;

/** Who is typing: says so of ourselves, now and then, and lets others' signs expire. */
export class TypingSigns {
  #store;
  #connection;
  #saidAt = 0;
  #saidIn = '';
  #timer;

  constructor(store, connection) {
    this.#store = store;
    this.#connection = connection;
    // Who looks at another room does not write in this one.
    store.on(['room'], () => this.#saidIn !== store.current?.roomId && this.stopped());
  }

  /** The person has typed in the open room, or emptied the box. */
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

  hear(event, { roomId, userId, userName }) {
    const conversation = this.#store.visited(roomId);
    if (!conversation) {
      return;
    }
    if (event === EVENTS.typing) {
      conversation.typing.began(userId, userName);
    } else {
      conversation.typing.ended(userId);
    }
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
