import { around, element } from './dom.js';

/**
 * A list to choose from while the focus stays in a box, as ARIA's combobox: arrows go round, one option is chosen at a time.
 *
 * @template T
 */
export class ListBox {
  #box;
  #list;
  #draw;
  /** @type {T[]} */
  #items = [];
  #at = 0;
  /** Whether that one was chosen by hand. */
  #picked = false;

  /**
   * @param {HTMLInputElement | HTMLTextAreaElement} box
   * @param {HTMLElement} list
   * @param {{ draw: (item: T) => (Node | string)[], onTake: (item: T) => void }} how `draw`: what stands in the option of an item
   */
  constructor(box, list, { draw, onTake }) {
    this.#box = box;
    this.#list = list;
    this.#draw = draw;
    // The box keeps the focus.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const item = this.#items[Number(around(event.target, '[role=option]')?.dataset.at ?? -1)];
      if (item !== undefined) {
        onTake(item);
      }
    });
  }

  get open() {
    return !this.#list.hidden;
  }

  get items() {
    return this.#items;
  }

  /** @returns {T | undefined} */
  get chosen() {
    return this.#items[this.#at];
  }

  /** The same if it was chosen by hand: what is only the first by now gives way to a better one. @returns {T | undefined} */
  get picked() {
    return this.#picked ? this.chosen : undefined;
  }

  /**
   * Shows these; nothing of it is to be seen where there are none.
   *
   * @param {T[]} items
   * @param {number} [at] the chosen one; the first if it is none of them
   */
  show(items, at = -1) {
    this.#items = items;
    this.#picked &&= at >= 0;
    this.#at = Math.max(0, Math.min(at, items.length - 1));
    const optionId = (/** @type {number} */ index) => `${this.#list.id}-${index}`;
    this.#list.hidden = items.length === 0;
    this.#list.replaceChildren(
      ...items.map((item, index) =>
        element(
          'li',
          { id: optionId(index), role: 'option', 'aria-selected': String(index === this.#at), 'data-at': String(index) },
          ...this.#draw(item),
        ),
      ),
    );
    if (items.length === 0) {
      this.#box.removeAttribute('aria-activedescendant');
      this.#box.removeAttribute('aria-controls');
    } else {
      this.#box.setAttribute('aria-controls', this.#list.id);
      this.#box.setAttribute('aria-activedescendant', optionId(this.#at));
      this.#list.children[this.#at]?.scrollIntoView({ block: 'nearest' });
    }
  }

  hide() {
    this.show([]);
  }

  /**
   * Chooses another one if that key is for it. False if it is not.
   *
   * @param {string} key
   */
  step(key) {
    const steps = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (steps === 0 || this.#items.length === 0) {
      return false;
    }
    this.show(this.#items, (this.#at + steps + this.#items.length) % this.#items.length);
    this.#picked = true;
    return true;
  }
}
