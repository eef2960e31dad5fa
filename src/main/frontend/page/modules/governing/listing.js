import { Latest } from '../latest.js';
import { text } from '../texts/texts.js';
import { button, element } from '../views/dom.js';
import { asChatError } from '../wire/errors.js';

/** @import { Listed } from '../wire/governing-api.js' */

/**
 * A list that is read a page at a time. `read` asks for the first page, or for that address; `draw` makes the entries of a page.
 *
 * @template T
 * @param {{ none: string, label: string, read: (page?: string) => Promise<Listed<T>>, draw: (items: T[]) => HTMLElement[] | Promise<HTMLElement[]> }} how
 */
export function listing({ none, label, read, draw }) {
  const list = element('ul', { className: 'entries', 'aria-label': label });
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
        wrong.textContent = asChatError(cause).message;
      }
    }
  }

  return { nodes: [said, list, wrong, more], list, load: () => load(), fail: (/** @type {unknown} */ cause) => say(cause) };

  /** @param {unknown} cause */
  function say(cause) {
    wrong.textContent = asChatError(cause).message;
  }
}
