import { EVENTS, CODES } from '../wire/words.js';
import { catchUp, catchUpChanges, enter } from './sync.js';

const PAGE = 50;
const GAP_PATIENCE_MS = 1_000;
const AGAIN_MS = 3_000;

/**
 * One stay in one room, from entering to leaving: keeps its conversation complete while it lasts. After `end` no
 * answer that is still under way has any effect.
 */
export class Visit {
  #store;
  #connection;
  #api;
  #watcher;
  #ended = false;
  /** Whether the server has let us in and everything up to then is here. A lost connection alone does not change that. */
  #entered = false;
  #turn = 0;
  #loading = false;
  #timers = new Map();

  /** `watcher`: `synced(ack, missed)`, `fresh(messages)` of what came live, `trouble(error)`, `barred(error)` when the room cannot be entered. */
  constructor(conversation, { store, connection, api }, watcher) {
    this.conversation = conversation;
    this.#store = store;
    this.#connection = connection;
    this.#api = api;
    this.#watcher = watcher;
  }

  get roomId() {
    return this.conversation.roomId;
  }

  end() {
    this.#ended = true;
    this.conversation.synced = false;
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
  }

  /** The connection is lost: what comes from now on is missed. */
  interrupted() {
    this.#sync(false);
    this.#turn += 1;
  }

  /** The server knows this socket again and tells what it missed by itself; only its people have to be asked for. */
  async resume() {
    if (!this.#entered) {
      await this.synchronise();
      return;
    }
    this.#sync(true);
    this.conversation.roster.asking();
    try {
      const { users } = await this.#connection.request(EVENTS.getActiveUsers, { roomId: this.roomId });
      if (!this.#ended && users) {
        this.conversation.roster.reset(users);
        this.#store.changed('people');
      }
    } catch {
      // Not recovered after all.
      await this.synchronise();
    }
  }

  /** Joins and fetches what is missing; again and again while the trouble is of the passing kind. */
  async synchronise() {
    this.#entered = false;
    if (this.#ended || !this.#connection.connected) {
      // The next `connect` calls again.
      return;
    }
    this.#sync(false);
    this.#turn += 1;
    const turn = this.#turn;
    const current = () => !this.#ended && turn === this.#turn;
    try {
      const entered = await enter({ ...this.#sources(), current });
      if (entered) {
        this.#entered = true;
        this.#sync(true);
        this.conversation.trouble = '';
        this.#watcher.synced(entered.ack, entered.missed);
        this.#watchGap();
      }
    } catch (error) {
      if (!current()) {
        return;
      }
      if (error.passing) {
        this.conversation.trouble = error.message;
        this.#store.changed('log');
        this.#later('enter', AGAIN_MS, () => this.synchronise());
      } else {
        this.#watcher.barred(error);
      }
    }
  }

  /** A message of this room, live. */
  receive(message) {
    if (this.conversation.timeline.receive(message)) {
      this.#watcher.fresh([message]);
    }
    this.#watchGap();
  }

  /** An edit, a deletion or a reaction, live. */
  change(message) {
    const { conversation } = this;
    // While catching up, an earlier change may still be missing.
    if (conversation.synced && message.change === conversation.lastChange + 1) {
      conversation.lastChange = message.change;
    } else if (conversation.synced && message.change > conversation.lastChange) {
      this.#later('changes', GAP_PATIENCE_MS, () => this.#closeChanges());
    }
    if (conversation.timeline.change(message)) {
      this.#store.changed('log');
    }
  }

  /** The page before the run that is shown. */
  loadOlder() {
    const { timeline, focus } = this.conversation;
    const { from } = timeline.runAt(focus);
    if (!timeline.hasOlder(from)) {
      return undefined;
    }
    return this.#load(async () => {
      const { messages, older } = await this.#api.messages(this.roomId, { before: from, limit: PAGE });
      timeline.add(messages);
      if (!older || messages.length === 0) {
        timeline.setFloor(messages[0]?.seq ?? from);
      }
    });
  }

  /** The page after the run that is shown, where that is not the live one. */
  loadNewer() {
    const { timeline, focus } = this.conversation;
    const { to } = timeline.runAt(focus);
    if (to >= timeline.newest) {
      return undefined;
    }
    return this.#load(async () => timeline.add((await this.#api.messages(this.roomId, { after: to, limit: PAGE })).messages));
  }

  /** Makes that message and those around it be there. False if it could not be. */
  async reach(seq) {
    const { timeline } = this.conversation;
    if (seq > 0 && !timeline.at(seq)) {
      try {
        const { messages } = await this.#api.messages(this.roomId, { before: seq + PAGE / 2, limit: PAGE });
        timeline.add(messages);
      } catch (error) {
        this.#complain(error);
      }
    }
    return !this.#ended && Boolean(timeline.at(seq));
  }

  /** Ends presence here; membership stays. */
  depart() {
    this.#connection.tell(EVENTS.leaveRoom, { roomId: this.roomId });
  }

  async #load(fetch) {
    if (this.#loading) {
      return;
    }
    this.#loading = true;
    try {
      await fetch();
    } catch (error) {
      this.#complain(error);
    } finally {
      this.#loading = false;
    }
    if (!this.#ended) {
      this.#store.changed('log');
    }
  }

  #sync(synced) {
    this.conversation.synced = synced;
    this.#store.changed('connection', 'log');
  }

  #watchGap() {
    if (this.conversation.timeline.hasGap) {
      this.#later('gap', GAP_PATIENCE_MS, () => this.#closeGap());
    }
  }

  async #closeGap() {
    if (!this.conversation.timeline.hasGap) {
      return;
    }
    try {
      const missed = await catchUp({ ...this.#sources(), current: () => !this.#ended });
      if (missed) {
        this.#watcher.fresh(missed);
      }
    } catch (error) {
      if (!this.#ended && error.passing) {
        this.#later('gap', AGAIN_MS, () => this.#closeGap());
      } else {
        this.#complain(error);
      }
    }
  }

  /** A change came before one with a lower number did. */
  async #closeChanges() {
    try {
      await catchUpChanges({ ...this.#sources(), current: () => !this.#ended });
      this.#store.changed('log');
    } catch (error) {
      if (!this.#ended && error.passing) {
        this.#later('changes', AGAIN_MS, () => this.#closeChanges());
      } else {
        this.#complain(error);
      }
    }
  }

  #complain(error) {
    if (!this.#ended && error.code !== CODES.network) {
      this.#watcher.trouble(error);
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
    return { connection: this.#connection, api: this.#api, conversation: this.conversation };
  }
}
