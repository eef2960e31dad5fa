import { Latest } from '../latest.js';
import { backoff } from '../wire/backoff.js';
import { asChatError } from '../wire/errors.js';
import { CODES, EVENTS } from '../wire/protocol.js';
import { RoomGaps } from './room-gaps.js';
import { RoomPages } from './room-pages.js';
import { enter, lookIn } from './sync.js';
import { Timers } from './timers.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { ChatError } from '../wire/errors.js'
 * @import { Entered, Message, Wire } from '../wire/types.js'
 */

/**
 * Who hears what becomes of a room that is open: `entered` and `lookedIn` when all is here, with the messages that came meanwhile;
 * `people` of who is here; `fresh` of what came live; `outside` when we turn out to be no member; `barred` when the room
 * cannot even be looked at.
 *
 * @typedef {object} Watcher
 * @property {(ack: Entered, missed: Message[]) => void} entered
 * @property {(ack: Entered, missed: Message[]) => void} lookedIn
 * @property {(ack: Entered) => void} people
 * @property {(messages: Message[]) => void} fresh
 * @property {() => void} outside
 * @property {(error: ChatError) => void} trouble
 * @property {(error: ChatError) => void} barred
 */

/** Who only looks is told of news once a second at most, with all others who look. */
const LOOK_AFTER_MS = 2_000;
const LOOK_EVERY_MS = 30_000;

/**
 * One stay in one room, from entering to leaving, whether the room is shown or not: keeps its conversation complete while
 * it lasts. Who is no member looks in from outside: nothing is told there, so it is asked for now and then. After `end` no
 * answer that is still under way has any effect.
 */
export class RoomSync {
  #store;
  #connection;
  #api;
  #watcher;
  /** Whether the server has let us in and everything up to then is here. A lost connection alone does not change that. */
  #entered = false;
  #outside = false;
  /** Present, and not shown: what has come meanwhile is fetched when it is. */
  #waiting = false;
  #turns = new Latest();
  #tries = 0;
  #timers = new Timers();
  #gaps;
  /** Its history, a page at a time. */
  pages;

  /**
   * @param {Conversation} conversation
   * @param {Wire & { store: Pick<Store, 'changed'> }} sources
   * @param {Watcher} watcher
   */
  constructor(conversation, { store, connection, api }, watcher) {
    this.conversation = conversation;
    this.#store = store;
    this.#connection = connection;
    this.#api = api;
    this.#watcher = watcher;
    const timers = this.#timers;
    this.pages = new RoomPages(conversation, { store, api, timers });
    this.#gaps = new RoomGaps(
      conversation,
      { store, api, timers },
      { fresh: (messages) => watcher.fresh(messages), complain: (error) => this.#complain(error) },
    );
    conversation.visited = true;
  }

  get roomId() {
    return this.conversation.roomId;
  }

  /** Whether we see this room as somebody who is no member. */
  get outside() {
    return this.#outside;
  }

  end() {
    this.#timers.end();
    this.conversation.synced = false;
    this.conversation.visited = false;
  }

  /** The connection is lost: what comes from now on is missed. */
  interrupted() {
    this.#sync(false);
    this.#turns.begin();
  }

  /** The room is shown again, or the server knows this socket again and tells what it missed by itself: only its people have to be asked for. */
  async resume() {
    if (!this.#entered || !this.#connection.connected) {
      await this.synchronise();
      return;
    }
    this.#sync(true);
    const current = this.#begin();
    this.conversation.roster.asking();
    try {
      const ack = await this.#connection.request(EVENTS.enterRoom, { roomId: this.roomId });
      if (current()) {
        this.#watcher.people(ack);
      }
    } catch {
      // Not recovered after all.
      if (current()) {
        await this.synchronise();
      }
    }
  }

  /**
   * Is present again in a room that is not shown; what was missed is fetched when it is. `recovered`: nothing was missed.
   *
   * @param {boolean} recovered
   */
  async stay(recovered) {
    if (recovered && this.#entered) {
      this.#sync(true);
      return;
    }
    this.#entered = false;
    this.#waiting = true;
    const current = this.#begin();
    this.conversation.roster.asking();
    try {
      const ack = await this.#connection.request(EVENTS.enterRoom, { roomId: this.roomId });
      if (current()) {
        this.#tries = 0;
        this.#watcher.people(ack);
      }
    } catch (cause) {
      const error = asChatError(cause);
      if (!current()) {
        return;
      }
      if (error.code === CODES.notAMember) {
        this.#watcher.outside();
      } else if (!error.passing) {
        this.#watcher.barred(error);
      } else if (error.code !== CODES.network) {
        this.#again(() => current() && this.stay(false));
      }
    }
  }

  /** Enters and fetches what is missing; again and again while the trouble is of the passing kind. */
  async synchronise() {
    this.#entered = false;
    if (this.#timers.ended || !this.#connection.connected) {
      // The next `connect` calls again.
      return;
    }
    this.#waiting = false;
    this.#sync(false);
    const current = this.#begin();
    try {
      const entered = await enter({ ...this.#sources(), current });
      if (entered) {
        this.#outside = false;
        this.#entered = true;
        this.#complete();
        this.#watcher.entered(entered.ack, entered.missed);
        this.#watchGaps();
      }
    } catch (cause) {
      const error = asChatError(cause);
      if (current() && error.code === CODES.notAMember) {
        this.#outside = true;
        this.#watcher.outside();
        await this.#lookIn(current);
      } else {
        this.#failed(error, current);
      }
    }
  }

  /** Somebody says that there is news in this room. Who has entered is told what. */
  news() {
    if (this.#outside) {
      this.#timers.later('look', LOOK_AFTER_MS * (0.5 + Math.random()), () => this.#lookAgain());
    }
  }

  /** @param {() => boolean} current */
  async #lookIn(current) {
    try {
      const seen = await lookIn({ ...this.#sources(), current });
      if (seen) {
        this.#complete();
        this.#watcher.lookedIn(seen.ack, seen.missed);
        this.#timers.later('visit', LOOK_EVERY_MS * (0.75 + Math.random() / 2), () => this.#lookAgain());
      }
    } catch (cause) {
      const error = asChatError(cause);
      this.#failed(error, current);
    }
  }

  async #lookAgain() {
    if (this.#outside) {
      await this.#lookIn(this.#begin());
    }
  }

  /**
   * @param {ChatError} error
   * @param {() => boolean} current
   */
  #failed(error, current) {
    if (!current()) {
      return;
    }
    if (error.passing) {
      this.conversation.trouble = error.message;
      this.#store.changed('log');
      this.#again(() => current() && this.synchronise());
    } else {
      this.#watcher.barred(error);
    }
  }

  #complete() {
    const { conversation } = this;
    this.#tries = 0;
    conversation.trouble = '';
    Object.values(conversation.edges).forEach((edge) => {
      edge.paused = false;
    });
    this.#sync(true);
  }

  /** From here on what was asked before counts no more; answers whether this is still the latest. */
  #begin() {
    const isLatest = this.#turns.begin();
    return () => !this.#timers.ended && isLatest();
  }

  /** @param {() => unknown} task */
  #again(task) {
    this.#tries += 1;
    this.#timers.later('enter', backoff(this.#tries), task);
  }

  /**
   * A message of this room, live.
   *
   * @param {Message} message
   */
  receive(message) {
    // Nothing grows in a room that waits: it may do so for days.
    if (this.#waiting || this.conversation.timeline.receive(message)) {
      this.#watcher.fresh([message]);
    }
    this.#watchGaps();
  }

  /**
   * An edit, a deletion or a reaction, live.
   *
   * @param {Message} message
   */
  change(message) {
    const { conversation } = this;
    const { change = 0 } = message;
    // While catching up, an earlier change may still be missing.
    if (conversation.synced && change === conversation.lastChange + 1) {
      conversation.lastChange = change;
    } else if (conversation.synced && change > conversation.lastChange) {
      this.#gaps.watchChanges();
    }
    if (conversation.timeline.change(message)) {
      this.#store.changed('log');
    }
  }

  /**
   * What is older than the room keeps is gone.
   *
   * @param {number} firstSeq
   */
  expire(firstSeq) {
    if (this.conversation.expire(firstSeq)) {
      this.#store.changed('log');
    }
  }

  /**
   * Makes that message and those around it be there. False if it could not be.
   *
   * @param {number} seq
   */
  reach(seq) {
    return this.pages.reach(seq, (error) => this.#complain(error));
  }

  /** Ends presence here; membership stays. */
  depart() {
    this.#connection.tell(EVENTS.leaveRoom, { roomId: this.roomId });
  }

  #watchGaps() {
    // Before it is entered, what is missing is fetched anyway.
    if (this.#entered) {
      this.#gaps.watch();
    }
  }

  /** @param {boolean} synced */
  #sync(synced) {
    this.conversation.synced = synced;
    this.#store.changed('connection', 'log');
  }

  /** @param {ChatError} error */
  #complain(error) {
    if (!this.#timers.ended && error.code !== CODES.network) {
      this.#watcher.trouble(error);
    }
  }

  #sources() {
    return { connection: this.#connection, api: this.#api, conversation: this.conversation };
  }
}
