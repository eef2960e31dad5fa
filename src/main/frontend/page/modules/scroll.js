const NEAR_PX = 30;

/**
 * Keeps a reader where they are: at the bottom while they are within 30 px of it, otherwise on the very line they
 * read, whatever comes in above or below.
 */
export class Scroll {
  #box;
  #stuck = true;
  #onStuck;

  constructor(box, onStuck) {
    this.#box = box;
    this.#onStuck = onStuck;
    box.addEventListener('scroll', () => this.#look(), { passive: true });
    // A phone's keyboard or a turned screen changes the height without a scroll of the reader's.
    new ResizeObserver(() => this.#stuck && this.toBottom()).observe(box);
  }

  get stuck() {
    return this.#stuck;
  }

  toBottom() {
    this.#stuck = true;
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#onStuck(true);
  }

  /** Runs a change of the content around the line being read; `rows` are the elements that keep their order. */
  around(change, rows) {
    if (this.#stuck) {
      change();
      this.#box.scrollTop = this.#box.scrollHeight;
      return;
    }
    const top = this.#box.scrollTop;
    const anchor = rows.find((row) => row.offsetTop + row.offsetHeight > top);
    const before = anchor?.offsetTop ?? 0;
    change();
    if (anchor?.isConnected) {
      this.#box.scrollTop = top + anchor.offsetTop - before;
    }
  }

  #look() {
    const stuck = this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight <= NEAR_PX;
    if (stuck !== this.#stuck) {
      this.#stuck = stuck;
      this.#onStuck(stuck);
    }
  }
}
