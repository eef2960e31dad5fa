import { text } from '../texts/texts.js';
import { around, button, element, seek } from '../views/dom.js';
import { recentEmoji, rememberEmoji } from './recent.js';
import { searchEmoji } from './search.js';

/** @import { Group } from './search.js' */

const COLUMNS = 8;

/** The grid of emoji, with a search. Its data are loaded with it, not before somebody wants it. */
export class Picker {
  #grid = element('div', { className: 'emoji-grid' });
  #box = element('input', { type: 'search', autocomplete: 'off', 'aria-label': text('emoji.search'), placeholder: text('emoji.search') });
  #none = element('p', { className: 'muted centred', hidden: true }, text('emoji.none'));
  /** @type {Group[]} */
  #groups;
  #onPick;

  /**
   * `groups`: `[{name, emojis: [[emoji, name, keywords]]}]`.
   *
   * @param {HTMLElement} panel
   * @param {Group[]} groups
   * @param {(emoji: string) => void} onPick
   */
  constructor(panel, groups, onPick) {
    this.#groups = groups;
    this.#onPick = onPick;
    panel.replaceChildren(element('div', { className: 'emoji-top' }, this.#box), this.#none, this.#grid);
    this.#box.addEventListener('input', () => this.#render());
    this.#grid.addEventListener('click', (event) => {
      const { emoji } = around(event.target, 'button')?.dataset ?? {};
      if (emoji) {
        rememberEmoji(emoji);
        this.#onPick(emoji);
      }
    });
    panel.addEventListener('keydown', (event) => this.#onKey(event));
    this.#render();
  }

  focus() {
    this.#box.focus();
  }

  #render() {
    const query = this.#box.value;
    /** @type {Group['emojis']} */
    const recent = recentEmoji().map((emoji) => [emoji, emoji]);
    /** @type {Group[]} */
    const groups = query.trim()
      ? [{ name: '', emojis: searchEmoji(this.#groups, query).map(({ emoji, name }) => [emoji, name]) }]
      : [...(recent.length > 0 ? [{ name: text('emoji.recent'), emojis: recent }] : []), ...this.#groups];
    this.#none.hidden = groups.some(({ emojis }) => emojis.length > 0);
    this.#grid.replaceChildren(
      ...groups.map(({ name, emojis }) =>
        element(
          'section',
          { className: 'emoji-group', 'aria-label': name || text('emoji.search') },
          ...(name ? [element('h2', {}, name)] : []),
          element(
            'div',
            { className: 'emoji-cells' },
            ...emojis.map(([emoji, words]) =>
              button(emoji, () => {}, { className: 'emoji', tabIndex: -1, title: words, 'aria-label': words, 'data-emoji': emoji }),
            ),
          ),
        ),
      ),
    );
    const first = seek('button', this.#grid);
    if (first) {
      first.tabIndex = 0;
    }
    this.#grid.scrollTop = 0;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
    const inBox = event.target === this.#box;
    if (inBox && event.key === 'Enter') {
      event.preventDefault();
      seek('button', this.#grid)?.click();
    } else if (steps && (!inBox || event.key === 'ArrowDown')) {
      event.preventDefault();
      const cells = [...this.#grid.querySelectorAll('button')];
      // biome-ignore lint/complexity/useIndexOf: a target is of no type that the list has
      const at = inBox ? 0 : cells.findIndex((cell) => cell === event.target) + steps;
      if (at < 0) {
        this.#box.focus();
      } else {
        cells[Math.min(at, cells.length - 1)]?.focus();
      }
    }
  }
}
