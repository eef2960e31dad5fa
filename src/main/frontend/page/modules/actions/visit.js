import { backoff } from '../wire/backoff.js';
import { CODES, EVENTS } from '../wire/words.js';
import { catchUp, catchUpChanges, enter, lookIn } from './sync.js';

const PAGE = 50;
const GAP_PATIENCE_MS = 1_000;
/** Who only looks is told of news once a second at most, with all others who look. */
const LOOK_AFTER_MS = 2_000;
const LOOK_EVERY_MS = 30_000;

/**
 * One stay in one room, from entering to leaving, whether the room is shown or not: keeps its conversation complete while
 * it lasts. Who is no member looks in from outside: nothing is told there, so it is asked for now and then. After `end` no
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
  #outside = false;
  /** Present, and not shown: what has come meanwhile is fetched when it is. */
  #waiting = false;
  #turn = 0;
  #tries = 0;
  #loading = false;
  #timers = new Map();

  /**
   * `watcher`: `entered(ack, missed)` and `lookedIn(ack, missed)` when all is here, `people(ack)` of who is here,
   * `fresh(messages)` of what came live, `outside()` when we turn out to be no member, `trouble(error)`, `barred(error)`
   * when the room cannot even be looked at.
   */
  constructor(conversation, { store, connection, api }, watcher) {
    this.conversation = conversation;
    this.#store = store;
    this.#connection = connection;
    this.#api = api;
    this.#watcher = watcher;
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
    this.#ended = true;
    this.conversation.synced = false;
    this.conversation.visited = false;
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
  }

  /** The connection is lost: what comes from now on is missed. */
  interrupted() {
    this.#sync(false);
    this.#turn += 1;
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

  /** Is present again in a room that is not shown; what was missed is fetched when it is. `recovered`: nothing was missed. */
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
    } catch (error) {
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
    if (this.#ended || !this.#connection.connected) {
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
        this.#watchGap();
      }
    } catch (error) {
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
      this.#later('look', LOOK_AFTER_MS * (0.5 + Math.random()), () => this.#lookAgain());
    }
  }

  async #lookIn(current) {
    try {
      const seen = await lookIn({ ...this.#sources(), current });
      if (seen) {
        this.#complete();
        this.#watcher.lookedIn(seen.ack, seen.missed);
        this.#later('visit', LOOK_EVERY_MS * (0.75 + Math.random() / 2), () => this.#lookAgain());
      }
    } catch (error) {
      this.#failed(error, current);
    }
  }

  async #lookAgain() {
    if (this.#outside) {
      await this.#lookIn(this.#begin());
    }
  }

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
    this.#turn += 1;
    const turn = this.#turn;
    return () => !this.#ended && turn === this.#turn;
  }

  #again(task) {
    this.#tries += 1;
    this.#later('enter', backoff(this.#tries), task);
  }

  /** A message of this room, live. */
  receive(message) {
    // Nothing grows in a room that waits: it may do so for days.
    if (this.#waiting || this.conversation.timeline.receive(message)) {
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

  /** What is older than the room keeps is gone. */
  expire(firstSeq) {
    if (this.conversation.expire(firstSeq)) {
      this.#store.changed('log');
    }
  }

  /** The page before the run that is shown. `asked`: by a person, who need not wait until a failed try is due again. */
  loadOlder(asked = false) {
    const { timeline, focus, edges } = this.conversation;
    const { from } = timeline.runAt(focus);
    if (!timeline.hasOlder(from)) {
      return undefined;
    }
    return this.#load(edges.older, asked, async () => {
      const { messages, older } = await this.#api.messages(this.roomId, { before: from, limit: PAGE });
      timeline.add(messages);
      if (!older || messages.length === 0) {
        timeline.setFloor(messages[0]?.seq ?? from);
      }
    });
  }

  /** The page after the run that is shown, where that is not the live one. */
  loadNewer(asked = false) {
    const { timeline, focus, edges } = this.conversation;
    const { to } = timeline.runAt(focus);
    if (to >= timeline.newest) {
      return undefined;
    }
    return this.#load(edges.newer, asked, async () => timeline.add((await this.#api.messages(this.roomId, { after: to, limit: PAGE })).messages));
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

  /** A try that failed is due again after a while, and not before: whoever renders asks each time. */
  async #load(edge, asked, fetch) {
    if (this.#loading || (edge.paused && !asked)) {
      return;
    }
    this.#loading = true;
    try {
      await fetch();
      Object.assign(edge, { trouble: '', paused: false, tries: 0 });
    } catch (error) {
      Object.assign(edge, { trouble: error.message, paused: true, tries: edge.tries + 1 });
      if (error.passing) {
        this.#later(edge, backoff(edge.tries), () => {
          edge.paused = false;
          this.#store.changed('log');
        });
      }
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
    // Before it is entered, what is missing is fetched anyway.
    if (this.#entered && this.conversation.timeline.hasGap) {
      this.#later('gap', GAP_PATIENCE_MS, () => this.#closeGap());
    }
  }

  async #closeGap(tries = 1) {
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
        this.#later('gap', backoff(tries), () => this.#closeGap(tries + 1));
      } else {
        this.#complain(error);
      }
    }
  }

  /** A change came before one with a lower number did. */
  async #closeChanges(tries = 1) {
    try {
      await catchUpChanges({ ...this.#sources(), current: () => !this.#ended });
      this.#store.changed('log');
    } catch (error) {
      if (!this.#ended && error.passing) {
        this.#later('changes', backoff(tries), () => this.#closeChanges(tries + 1));
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

  /** Runs `task` once after `delay` ms: one of each name at a time, none after the end. A name may be any value. */
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
