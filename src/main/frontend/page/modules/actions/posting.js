import { complaint } from '../store/rules.js';
import { backoff } from '../wire/backoff.js';
import { deliver } from '../wire/delivery.js';
import { asChatError, ChatError } from '../wire/errors.js';
import { newClientId } from '../wire/ids.js';
import { CODES } from '../wire/protocol.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { SavedWork } from '../store/saved-work.js'
 * @import { Entry } from '../store/outbox.js'
 * @import { Store } from '../store/store.js'
 * @import { Wire } from '../wire/types.js'
 */

/** A server that finds no words for what is wrong gets so many tries in a row. */
const TRIES_AGAINST_FAULTS = 5;

/** `timer` while it lasts; `tries` that failed. @typedef {{ tries: number, timer: ReturnType<typeof setTimeout> | undefined }} Pause */

/**
 * Brings what people write to the server: shown at once, sent one after the other in each room, again by itself when
 * the connection returns or the trouble passes. Only a refusal ends the tries; then its writer decides.
 */
export class Posting {
  #store;
  #connection;
  #api;
  #rejoin;
  /** @type {SavedWork | undefined} */
  #savedWork;
  /** @type {Map<string, Pause>} */
  #pauses = new Map();
  #held = false;

  /**
   * `rejoin(roomId)` makes the writer a member again.
   *
   * @param {Store} store
   * @param {Wire & { rejoin: (roomId: string) => Promise<void> }} sources
   */
  constructor(store, { connection, api, rejoin }) {
    this.#store = store;
    this.#connection = connection;
    this.#api = api;
    this.#rejoin = rejoin;
  }

  /**
   * Whose unsent messages these are; what an earlier life of the page kept goes out now.
   *
   * @param {SavedWork} savedWork
   */
  begin(savedWork) {
    this.#savedWork = savedWork;
    for (const { roomId, ...entry } of Object.values(savedWork.unsent()).sort((a, b) => a.at - b.at)) {
      this.#store.conversation(roomId).outbox.restore([entry]);
    }
  }

  end() {
    this.#pauses.forEach(({ timer }) => clearTimeout(timer));
    this.#pauses.clear();
    this.#savedWork = undefined;
  }

  get unsent() {
    return this.#store.conversations().reduce((sum, { outbox }) => sum + outbox.size, 0);
  }

  /**
   * Takes the text, or throws what is wrong with it.
   *
   * @param {Conversation} conversation
   * @param {string} words
   */
  post(conversation, words) {
    const content = words.trim();
    const wrong = complaint('content', content);
    if (wrong) {
      throw new ChatError(CODES.invalid, wrong);
    }
    const { replyTo } = conversation;
    const entry = conversation.outbox.add({
      clientId: newClientId(),
      content,
      at: Date.now(),
      replyTo: replyTo && { _id: replyTo._id, senderName: replyTo.senderName, content: replyTo.content },
    });
    conversation.replyTo = undefined;
    conversation.unreadFrom = 0;
    this.#savedWork?.keepUnsent(conversation.roomId, entry);
    this.#store.changed('log', 'composer');
    void this.#pump(conversation);
  }

  /** Nothing is sent until `resume`: it is not known yet as whom. */
  hold() {
    this.#held = true;
  }

  get held() {
    return this.#held;
  }

  /** Everything that waits is sent now: the connection is there. */
  resume() {
    this.#held = false;
    this.#pauses.forEach(({ timer }) => clearTimeout(timer));
    this.#pauses.clear();
    this.#store.conversations().forEach((conversation) => void this.#pump(conversation));
  }

  /**
   * @param {Conversation} conversation
   * @param {string} clientId
   */
  async retry(conversation, clientId) {
    if (!conversation.outbox.retry(clientId)) {
      return;
    }
    this.#keep(conversation, clientId);
    this.#store.changed('log');
    try {
      if (conversation.expelled) {
        await this.#rejoin(conversation.roomId);
        conversation.expelled = false;
      }
    } catch (cause) {
      this.#fail(conversation, clientId, asChatError(cause));
      return;
    }
    await this.#pump(conversation);
  }

  /**
   * @param {Conversation} conversation
   * @param {string} clientId
   */
  discard(conversation, clientId) {
    if (conversation.outbox.discard(clientId)) {
      this.#savedWork?.dropUnsent(clientId);
      this.#store.changed('log');
    }
  }

  /** @param {Conversation} conversation */
  async #pump(conversation) {
    const { outbox, roomId } = conversation;
    if (conversation.posting || this.#pauses.get(roomId)?.timer) {
      return;
    }
    conversation.posting = true;
    try {
      for (let entry = outbox.next(); entry && this.#maySend(); entry = outbox.next()) {
        if (!(await this.#send(conversation, entry))) {
          break;
        }
      }
    } finally {
      conversation.posting = false;
    }
  }

  #maySend() {
    return !this.#held && this.#connection.connected && Boolean(this.#savedWork);
  }

  /**
   * True if the next may follow.
   *
   * @param {Conversation} conversation
   * @param {Entry} entry
   */
  async #send(conversation, { clientId, content, replyTo }) {
    const { outbox, roomId, timeline } = conversation;
    const savedWork = this.#savedWork;
    outbox.sending(clientId);
    this.#keep(conversation, clientId);
    this.#store.changed('log');
    try {
      const message = await deliver({ connection: this.#connection, api: this.#api }, { roomId, content, clientId, replyTo: replyTo?._id });
      outbox.settle(clientId);
      savedWork?.dropUnsent(clientId);
      this.#pauses.delete(roomId);
      this.#slow(conversation, this.#store.rooms.standings.slowness(roomId));
      if (timeline.loaded) {
        timeline.receive(message);
      }
      this.#store.heard(message);
      this.#store.changed('log', 'rooms');
      return true;
    } catch (cause) {
      if (this.#savedWork !== savedWork) {
        return false;
      }
      return this.#failed(conversation, clientId, asChatError(cause));
    }
  }

  /**
   * @param {Conversation} conversation
   * @param {string} clientId
   * @param {ChatError} error
   */
  #failed(conversation, clientId, error) {
    const { tries = 0 } = this.#pauses.get(conversation.roomId) ?? {};
    const hopeless = error.code === CODES.internal && tries + 1 >= TRIES_AGAINST_FAULTS;
    if (error.code === CODES.unauthorized || (error.passing && !hopeless)) {
      conversation.outbox.wait(clientId);
      if (error.passing) {
        // Too fast is no trouble that grows: the next try is due as soon as the server takes one again.
        this.#pause(conversation, error.code === CODES.rateLimited ? 1 : tries + 1);
      }
      this.#store.changed('log');
      return false;
    }
    conversation.expelled ||= error.code === CODES.notAMember;
    if (error.code === CODES.tooFast) {
      this.#slow(conversation, error.retryAfter);
    }
    this.#fail(conversation, clientId, error);
    this.#pauses.delete(conversation.roomId);
    return true;
  }

  /**
   * @param {Conversation} conversation
   * @param {string} clientId
   * @param {ChatError} error
   */
  #fail(conversation, clientId, error) {
    conversation.outbox.fail(clientId, error.message);
    this.#keep(conversation, clientId);
    this.#store.changed('log');
  }

  /**
   * @param {Conversation} conversation
   * @param {number} seconds that slow mode wants before the next message
   */
  #slow(conversation, seconds) {
    if (seconds > 0) {
      conversation.slowUntil = Date.now() + seconds * 1_000;
      this.#store.changed('composer');
    }
  }

  /**
   * @param {Conversation} conversation
   * @param {number} tries
   */
  #pause(conversation, tries) {
    /** @type {Pause} */
    const waiting = { tries, timer: undefined };
    waiting.timer = setTimeout(() => {
      waiting.timer = undefined;
      void this.#pump(conversation);
    }, backoff(tries));
    this.#pauses.set(conversation.roomId, waiting);
  }

  /**
   * @param {Conversation} conversation
   * @param {string} clientId
   */
  #keep(conversation, clientId) {
    const entry = conversation.outbox.entries().find((one) => one.clientId === clientId);
    if (entry) {
      this.#savedWork?.keepUnsent(conversation.roomId, entry);
    }
  }
}
