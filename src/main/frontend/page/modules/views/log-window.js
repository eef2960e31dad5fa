/** @import { Run } from '../store/timeline.js' */

const FIRST = 100;
const STEP = 80;
const MOST = 400;

/**
 * Which numbers of a run of messages have rows in the page: from `first` to `last`, at most 400, however long the log.
 * It grows where the reader comes near its edge, and shrinks at the other end.
 */
export class LogWindow {
  first = 1;
  last = 0;

  get empty() {
    return this.last < this.first;
  }

  /** @param {Run} run */
  toEnd({ from, to }) {
    this.last = to;
    this.first = Math.max(from, to - FIRST + 1);
  }

  /**
   * @param {number} seq
   * @param {Run} run
   */
  around(seq, { from, to }) {
    this.first = Math.max(from, seq - STEP);
    this.last = Math.min(to, seq + STEP);
  }

  /** @param {Run} run */
  up({ from }) {
    this.first = Math.max(from, this.first - STEP);
    this.last = Math.min(this.last, this.first + MOST - 1);
  }

  /** @param {Run} run */
  down({ to }) {
    this.last = Math.min(to, this.last + STEP);
    this.first = Math.max(this.first, this.last - MOST + 1);
  }

  /**
   * The run has changed. A reader at the end stays there; others keep the rows they have.
   *
   * @param {Run} run
   * @param {{ wasAtEnd: boolean, sticking: boolean }} how
   */
  follow({ from, to }, { wasAtEnd, sticking }) {
    if (this.empty || this.last < from || this.first > to) {
      this.toEnd({ from, to });
      return;
    }
    this.first = Math.max(this.first, from);
    this.last = Math.min(this.last, to);
    if (sticking) {
      this.last = to;
      this.first = Math.max(this.first, to - MOST + 1);
    } else if (wasAtEnd) {
      this.last = Math.min(to, Math.max(this.last, this.first + MOST - 1));
    }
  }
}
