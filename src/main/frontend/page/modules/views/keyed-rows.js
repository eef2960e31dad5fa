/**
 * The rows of a list, by key. A change touches the rows alone that look different then, so that focus and pictures in the others stay.
 *
 * @template T
 */
export class KeyedRows {
  #list;
  #how;
  /** @type {Map<string, { node: HTMLElement, look: unknown[] }>} */
  #rows = new Map();

  /**
   * `look(item)`: all that its row depends on. `make(item)` makes a row, `show(node, item)` fills it, also again.
   *
   * @param {HTMLElement} list
   * @param {{ key: (item: T) => string, look: (item: T) => unknown[], make: (item: T) => HTMLElement, show: (node: HTMLElement, item: T) => void }} how
   */
  constructor(list, how) {
    this.#list = list;
    this.#how = how;
  }

  /** @param {T[]} items in their order, each key once */
  fill(items) {
    const { key, look, make, show } = this.#how;
    /** @type {Map<string, { node: HTMLElement, look: unknown[] }>} */
    const rows = new Map();
    for (const item of items) {
      const known = this.#rows.get(key(item));
      const row = { node: known?.node ?? make(item), look: look(item) };
      if (!known || known.look.length !== row.look.length || known.look.some((part, at) => part !== row.look[at])) {
        show(row.node, item);
      }
      rows.set(key(item), row);
    }
    this.#rows.forEach(({ node }, gone) => !rows.has(gone) && node.remove());
    this.#rows = rows;
    let cursor = this.#list.firstElementChild;
    for (const { node } of rows.values()) {
      if (node === cursor) {
        cursor = cursor.nextElementSibling;
      } else {
        this.#list.insertBefore(node, cursor);
      }
    }
  }
}
