import { Outbox } from './outbox.js';
import { Roster } from './roster.js';
import { Timeline } from './timeline.js';

/** One stay in one room: its messages, its people, what is on its way out, and the timers that end with it. */
export class Visit {
  timeline = new Timeline();
  outbox = new Outbox();
  roster = new Roster();
  loadingOlder = false;

  /** The server said that we are not a member any more: join again before the next try. */
  expelled = false;

  #turn = 0;
  #timers = new Map();

  constructor(room) {
    this.room = room;
  }

  /** Of several attempts to enter, only the latest counts. */
  nextTurn() {
    this.#turn += 1;
    return this.#turn;
  }

  isTurn(turn) {
    return turn === this.#turn;
  }

  /** Runs `task` once after `delay` ms; one of each name at a time, none after the end. */
  later(name, delay, task) {
    if (!this.#timers.has(name)) {
      this.#timers.set(name, setTimeout(() => {
        this.#timers.delete(name);
        task();
      }, delay));
    }
  }

  end() {
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
  }
}
