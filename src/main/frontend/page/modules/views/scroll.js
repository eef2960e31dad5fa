const NEAR_PX = 30;

/**
 * Keeps a reader where they are: at the bottom while they are within 30 px of it, otherwise on the very line they
 * read, whatever comes in above or below.
 */
export class Scroll {
  #box;
  #stuck = true;
  /** Where the log stood when `#stuck` was decided. */
  #top = 0;
  /** @type {() => void} */
  #onLook;

  /**
   * `onLook()` runs after each scroll, once a frame.
   *
   * @param {HTMLElement} box
   * @param {HTMLElement} content
   * @param {() => void} onLook
   */
  constructor(box, content, onLook) {
    this.#box = box;
    this.#onLook = onLook;
    let waiting = false;
    box.addEventListener(
      'scroll',
      () => {
        if (!waiting) {
          waiting = true;
          requestAnimationFrame(() => {
            waiting = false;
            this.#onLook();
          });
        }
      },
      { passive: true },
    );
    // A phone's keyboard, a turned screen or a picture changes the height without a scroll of the reader's.
    const observer = new ResizeObserver(() => this.stuck && this.toBottom());
    observer.observe(box);
    observer.observe(content);
  }

  /**
   * Whether the log follows what comes in. Only a scroll decides it anew, not a growing log; it is looked for here,
   * because the browser tells of it a frame later, and what is rendered in between must not pull a reader back.
   */
  get stuck() {
    if (Math.abs(this.fromTop - this.#top) >= 1) {
      this.#decide();
    }
    return this.#stuck;
  }

  get fromTop() {
    return this.#box.scrollTop;
  }

  get fromBottom() {
    return this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight;
  }

  toBottom() {
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#top = this.fromTop;
    this.#stuck = true;
  }

  /**
   * Puts the row there, `share` of the height from the top.
   *
   * @param {HTMLElement} row
   * @param {number} share
   */
  to(row, share) {
    const room = Math.max(0, this.#box.clientHeight - row.offsetHeight);
    this.#box.scrollTop += row.getBoundingClientRect().top - this.#box.getBoundingClientRect().top - room * share;
    this.#decide();
  }

  /**
   * Whether the row begins above what is visible.
   *
   * @param {HTMLElement} row
   */
  isAbove(row) {
    return row.getBoundingClientRect().top < this.#box.getBoundingClientRect().top;
  }

  /**
   * Runs a change of the content around the line being read; `rows` are the elements of the log in their order.
   *
   * @param {() => void} change
   * @param {Element[]} rows
   */
  around(change, rows) {
    if (this.stuck) {
      change();
      this.toBottom();
      return;
    }
    const top = this.#box.getBoundingClientRect().top;
    const visible = this.#firstVisible(rows, top);
    const candidates = [];
    for (const row of rows.slice(visible, visible + 20)) {
      candidates.push({ row, at: row.getBoundingClientRect().top });
    }
    change();
    // The line itself may have been replaced, as a pending message is by the stored one: then one below it holds.
    const anchor = candidates.find(({ row }) => row.isConnected);
    if (anchor) {
      this.#box.scrollTop += anchor.row.getBoundingClientRect().top - anchor.at;
    }
  }

  #decide() {
    this.#top = this.fromTop;
    this.#stuck = this.fromBottom <= NEAR_PX;
  }

  /**
   * @param {Element[]} rows
   * @param {number} top
   */
  #firstVisible(rows, top) {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > top) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
