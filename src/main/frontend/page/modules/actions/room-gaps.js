import { backoff } from '../wire/backoff.js';
import { asChatError } from '../wire/errors.js';
import { catchUp, catchUpChanges } from './sync.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { Api } from '../wire/api.js'
 * @import { ChatError } from '../wire/errors.js'
 * @import { Message } from '../wire/types.js'
 * @import { Timers } from './timers.js'
 */

/** What is out of order may be here in a moment. */
const PATIENCE_MS = 1_000;

/** Fetches what live delivery has left out: messages between two numbers, changes between two numbers. */
export class RoomGaps {
  #conversation;
  #store;
  #api;
  #timers;
  #told;

  /**
   * @param {Conversation} conversation
   * @param {{ store: Pick<Store, 'changed'>, api: Pick<Api, 'messages' | 'changes' | 'room'>, timers: Timers }} sources
   * @param {{ fresh: (messages: Message[]) => void, complain: (error: ChatError) => void }} told
   */
  constructor(conversation, { store, api, timers }, told) {
    this.#conversation = conversation;
    this.#store = store;
    this.#api = api;
    this.#timers = timers;
    this.#told = told;
  }

  /** Something may have arrived from beyond a hole. */
  watch() {
    if (this.#conversation.timeline.hasGap) {
      this.#timers.later('gap', PATIENCE_MS, () => this.#close());
    }
  }

  /** A change came before one with a lower number did. */
  watchChanges() {
    this.#timers.later('changes', PATIENCE_MS, () => this.#closeChanges());
  }

  async #close(tries = 1) {
    if (!this.#conversation.timeline.hasGap) {
      return;
    }
    try {
      const missed = await catchUp(this.#sources());
      if (missed) {
        this.#told.fresh(missed);
      }
    } catch (cause) {
      this.#failed(cause, 'gap', tries, () => this.#close(tries + 1));
    }
  }

  async #closeChanges(tries = 1) {
    try {
      await catchUpChanges(this.#sources());
      this.#store.changed('log');
    } catch (cause) {
      this.#failed(cause, 'changes', tries, () => this.#closeChanges(tries + 1));
    }
  }

  /**
   * @param {unknown} cause
   * @param {string} name
   * @param {number} tries
   * @param {() => unknown} again
   */
  #failed(cause, name, tries, again) {
    const error = asChatError(cause);
    if (error.passing) {
      this.#timers.later(name, backoff(tries), again);
    } else {
      this.#told.complain(error);
    }
  }

  #sources() {
    return { api: this.#api, conversation: this.#conversation, current: () => !this.#timers.ended };
  }
}
