import { EVENTS } from './connection.js';
import { deliver } from './delivery.js';
import { Outbox } from './outbox.js';
import { Roster } from './roster.js';
import { catchUp, enter } from './sync.js';
import { Timeline } from './timeline.js';

const OLDER_PAGE = 50;
const GAP_PATIENCE_MS = 1_000;
const AGAIN_MS = 3_000;

/**
 * One stay in one room, from entering to leaving: its messages, its people, and what is on its way out. After `end`
 * no answer that is still under way has any effect.
 */
export class Visit {
  timeline = new Timeline();
  outbox = new Outbox();
  roster = new Roster();

  #connection;
  #api;
  #watcher;
  #ended = false;
  #turn = 0;
  #loadingOlder = false;
  #expelled = false;
  #timers = new Map();

  /**
   * `watcher`: `messages({quietly})` and `people()` when there is something new to show, `trouble(error)` for what the
   * reader should know, `barred(error)` when the room cannot be entered.
   */
  constructor(room, { connection, api }, watcher) {
    this.room = room;
    this.#connection = connection;
    this.#api = api;
    this.#watcher = watcher;
  }

  get roomId() {
    return this.room._id;
  }

  end() {
    this.#ended = true;
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
  }

  /** Joins and fetches what is missing; again and again while the trouble is of the passing kind. */
  async synchronise() {
    if (!this.#connection.connected) {
      // The next `connect` calls again.
      return;
    }
    this.#turn += 1;
    const turn = this.#turn;
    const current = () => !this.#ended && turn === this.#turn;
    try {
      const ack = await enter({ ...this.#sources(), current });
      if (ack) {
        this.roster.reset(ack.users ?? [], ack.userCount);
        this.#watcher.people();
        this.#watcher.messages({});
      }
    } catch (error) {
      if (!current()) {
        return;
      }
      if (error.passing) {
        this.#later('enter', AGAIN_MS, () => this.synchronise());
      } else {
        this.#watcher.barred(error);
      }
    }
  }

  /** A message of this room, live. True if it is new here. */
  receive(message, own) {
    const fresh = this.timeline.receive(message);
    if (fresh && own) {
      this.outbox.arrived(message.content);
    }
    if (this.timeline.hasGap) {
      this.#later('gap', GAP_PATIENCE_MS, () => this.#closeGap());
    }
    return fresh;
  }

  /** Sends a new message, or one that failed before. */
  async send(entry) {
    const { clientId, content } = entry;
    try {
      const message = await deliver(this.#sources(), { roomId: this.roomId, content, clientId });
      this.outbox.settle(clientId);
      this.timeline.receive(message);
    } catch (error) {
      this.outbox.fail(clientId, error.message);
      this.#expelled ||= error.code === 'not_a_member';
      if (error.code === 'unauthorized' && !this.#ended) {
        this.#watcher.trouble(error);
      }
    }
    this.#show();
  }

  async retry(clientId) {
    const entry = this.outbox.retry(clientId);
    if (!entry) {
      return;
    }
    this.#show();
    if (this.#expelled) {
      this.#expelled = false;
      await this.synchronise();
    }
    await this.send(entry);
  }

  discard(clientId) {
    this.outbox.discard(clientId);
    this.#show();
  }

  async loadOlder() {
    if (!this.timeline.loaded || !this.timeline.hasOlder || this.#loadingOlder) {
      return;
    }
    this.#loadingOlder = true;
    try {
      const { messages, older } = await this.#api.messages(this.roomId, { before: this.timeline.oldest, limit: OLDER_PAGE });
      this.timeline.prepend(messages, older);
      this.#loadingOlder = false;
      this.#show({ quietly: true });
    } catch (error) {
      this.#loadingOlder = false;
      if (!this.#ended) {
        this.#watcher.trouble(error);
      }
    }
  }

  /** Ends presence here; membership stays. */
  depart() {
    this.#connection.tell(EVENTS.leaveRoom, { roomId: this.roomId });
  }

  async #closeGap() {
    if (!this.timeline.hasGap) {
      return;
    }
    try {
      await catchUp({ ...this.#sources(), current: () => !this.#ended });
      this.#show();
    } catch (error) {
      if (this.#ended) {
        return;
      }
      if (error.passing) {
        this.#later('gap', AGAIN_MS, () => this.#closeGap());
      } else {
        this.#watcher.trouble(error);
      }
    }
  }

  #show(how = {}) {
    if (!this.#ended) {
      this.#watcher.messages(how);
    }
  }

  /** Runs `task` once after `delay` ms: one of each name at a time, none after the end. */
  #later(name, delay, task) {
    if (!this.#ended && !this.#timers.has(name)) {
      this.#timers.set(name, setTimeout(() => {
        this.#timers.delete(name);
        void task();
      }, delay));
    }
  }

  #sources() {
    return { connection: this.#connection, api: this.#api, roomId: this.roomId, timeline: this.timeline };
  }
}
