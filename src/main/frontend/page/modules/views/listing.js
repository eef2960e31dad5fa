import { Latest } from '../latest.js';
import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { button, element, seek } from './dom.js';

/** @import { Listed } from '../wire/types.js' */

/**
 * A list that is read a page at a time. `read` asks for the first page, or for that which an answer names as its `next`; `draw` makes the
 * entries of a page. `trouble`: the words for what went wrong. What is done with an entry is said in `said`.
 *
 * @template T
 * @param {{ none: string, label: string, read: (page?: string) => Promise<Listed<T>>, draw: (items: T[]) => HTMLElement[] | Promise<HTMLElement[]>, trouble?: (cause: unknown) => string | Promise<string>, className?: string }} how
 */
export function listing({ none, label, read, draw, trouble = (cause) => asChatError(cause).message, className = 'entries' }) {
  const list = element('ul', { className, 'aria-label': label });
  const said = element('p', { className: 'muted', role: 'status' });
  const wrong = element('p', { className: 'field-error', role: 'alert' });
  const asked = new Latest();
  /** @type {string | undefined} */
  let next;
  const more = button(text('list.more'), () => void load(next), { hidden: true });

  /** @param {string} [page] without one all is read anew */
  async function load(page) {
    const isLatest = asked.begin();
    wrong.textContent = '';
    said.textContent = page || list.childElementCount > 0 ? '' : text('app.loading');
    try {
      const found = await read(page);
      const entries = await draw(found.items);
      if (!isLatest()) {
        return;
      }
      next = found.next;
      if (!page) {
        list.replaceChildren();
      }
      const had = document.activeElement === more;
      list.append(...entries);
      more.hidden = !next;
      said.textContent = list.childElementCount > 0 ? '' : none;
      if (had) {
        const first = entries[0];
        (first?.querySelector('button') ?? first)?.focus();
      }
    } catch (cause) {
      if (isLatest()) {
        said.textContent = '';
        await fail(cause);
      }
    }
  }

  /** @param {unknown} cause */
  async function fail(cause) {
    wrong.textContent = await trouble(cause);
  }

  /**
   * Does something by which an entry goes, and reads the list anew; the focus goes to the next that can be done.
   *
   * @param {HTMLButtonElement} pressed
   * @param {() => Promise<unknown>} deed
   */
  async function removal(pressed, deed) {
    pressed.disabled = true;
    try {
      await deed();
      await load();
      (seek('button.slim', list) ?? list).focus();
    } catch (cause) {
      pressed.disabled = false;
      await fail(cause);
    }
  }

  return { nodes: [said, list, wrong, more], said, list, wrong, load: () => load(), fail, removal };
}

/** Of a list that is known whole so many are shown at once, and so many more are each time. */
const PAGE = 20;

/**
 * A page of such a list, as `read` answers it.
 *
 * @template T
 * @param {T[]} all
 * @param {string} [page]
 * @returns {Listed<T>}
 */
export function pageOf(all, page) {
  const from = Number(page ?? 0);
  return { items: all.slice(from, from + PAGE), next: from + PAGE < all.length ? String(from + PAGE) : undefined };
}

/**
 * An entry of a list: its words, and beside them what can be done with it.
 *
 * @param {HTMLElement[]} words
 * @param {HTMLElement[]} beside
 */
export function entryOf(words, ...beside) {
  return element('li', {}, element('div', { className: 'entry-words' }, ...words), ...beside);
}
