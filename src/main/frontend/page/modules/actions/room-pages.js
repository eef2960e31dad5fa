import { backoff } from '../wire/backoff.js';
import { asChatError } from '../wire/errors.js';

/**
 * @import { Conversation, Edge } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { Api } from '../wire/api.js'
 * @import { ChatError } from '../wire/errors.js'
 * @import { Timers } from './timers.js'
 */

const PAGE = 50;

/** Reads a room's history a page at a time, at the ends of what is shown and around a message that somebody jumps to. */
export class RoomPages {
  #conversation;
  #store;
  #api;
  #timers;
  #loading = false;

  /**
   * @param {Conversation} conversation
   * @param {{ store: Pick<Store, 'changed'>, api: Pick<Api, 'messages'>, timers: Timers }} sources
   */
  constructor(conversation, { store, api, timers }) {
    this.#conversation = conversation;
    this.#store = store;
    this.#api = api;
    this.#timers = timers;
  }

  /**
   * The page before the run that is shown.
   *
   * @param {boolean} [asked] by a person, who need not wait until a failed try is due again
   */
  older(asked = false) {
    const { roomId, timeline, focus, edges } = this.#conversation;
    const { from } = timeline.runAt(focus);
    if (!timeline.hasOlder(from)) {
      return undefined;
    }
    return this.#load(edges.older, asked, async () => {
      const { messages, older } = await this.#api.messages(roomId, { before: from, limit: PAGE });
      timeline.add(messages);
      if (!older || messages.length === 0) {
        timeline.setFloor(messages[0]?.seq ?? from);
      }
    });
  }

  /**
   * The page after the run that is shown, where that is not the live one.
   *
   * @param {boolean} [asked] by a person, who need not wait until a failed try is due again
   */
  newer(asked = false) {
    const { roomId, timeline, focus, edges } = this.#conversation;
    const { to } = timeline.runAt(focus);
    if (to >= timeline.newest) {
      return undefined;
    }
    return this.#load(edges.newer, asked, async () =>
      timeline.add((await this.#api.messages(roomId, { after: to, limit: PAGE })).messages),
    );
  }

  /**
   * Makes that message and those around it be there. False if it could not be.
   *
   * @param {number} seq
   * @param {(error: ChatError) => void} complain
   */
  async reach(seq, complain) {
    const { roomId, timeline } = this.#conversation;
    if (seq > 0 && !timeline.at(seq)) {
      try {
        const { messages } = await this.#api.messages(roomId, { before: seq + PAGE / 2, limit: PAGE });
        timeline.add(messages);
      } catch (cause) {
        complain(asChatError(cause));
      }
    }
    return !this.#timers.ended && Boolean(timeline.at(seq));
  }

  /**
   * A try that failed is due again after a while, and not before: whoever renders asks each time.
   *
   * @param {Edge} edge
   * @param {boolean} asked
   * @param {() => Promise<unknown>} fetch
   */
  async #load(edge, asked, fetch) {
    if (this.#loading || (edge.paused && !asked)) {
      return;
    }
    this.#loading = true;
    try {
      await fetch();
      Object.assign(edge, { trouble: '', paused: false, tries: 0 });
    } catch (cause) {
      const error = asChatError(cause);
      Object.assign(edge, { trouble: error.message, paused: true, tries: edge.tries + 1 });
      if (error.passing) {
        this.#timers.later(edge, backoff(edge.tries), () => {
          edge.paused = false;
          this.#store.changed('log');
        });
      }
    } finally {
      this.#loading = false;
    }
    if (!this.#timers.ended) {
      this.#store.changed('log');
    }
  }
}
