import { button, element, focused, seek } from './dom.js';

/** @typedef {{ words: string, act: () => void, danger?: boolean, key?: string }} MenuItem */

/** The menu that is open. @type {{ close: (restore: boolean) => void } | undefined} */
let open;

/**
 * A menu at a button, as ARIA's: arrows go round, Home, End and letters jump, Esc and Tab close it. One at a time.
 *
 * @param {HTMLElement} opener
 * @param {string} label
 * @param {MenuItem[]} items
 * @param {() => void} [restore] where the focus goes when nothing was chosen; the opener if it is there
 */
export function openMenu(opener, label, items, restore = () => opener.focus()) {
  closeMenu();
  const list = element('div', { className: 'menu', role: 'menu', 'aria-label': label });
  const choose = (/** @type {() => void} */ act) => () => {
    close(true);
    act();
  };
  list.append(
    ...items.map(({ words, act, danger, key }) =>
      button(words, choose(act), { role: 'menuitem', tabIndex: -1, className: danger ? 'danger' : '', ...(key && { 'data-key': key }) }),
    ),
  );
  const nodes = [...list.querySelectorAll('button')];
  const away = (/** @type {Event} */ { target }) => target instanceof Node && !list.contains(target) && close(false);

  /** @param {boolean} back whether the focus goes back */
  function close(back) {
    if (open?.close === close) {
      open = undefined;
      const had = list.contains(focused() ?? null);
      list.remove();
      opener.removeAttribute('aria-expanded');
      document.removeEventListener('pointerdown', away, true);
      removeEventListener('resize', away);
      if (back && had) {
        (opener.isConnected ? () => opener.focus() : restore)();
      }
    }
  }

  list.addEventListener('keydown', (event) => {
    const at = nodes.indexOf(/** @type {HTMLButtonElement} */ (focused()));
    const to = stepTo(event.key, at, nodes);
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    } else if (to !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      nodes[to]?.focus();
    }
  });
  list.addEventListener('focusout', ({ relatedTarget }) => relatedTarget instanceof Node && !list.contains(relatedTarget) && close(false));
  document.addEventListener('pointerdown', away, true);
  addEventListener('resize', away);
  opener.setAttribute('aria-expanded', 'true');
  // Above a dialog there is only what is in it; and everything is in a landmark.
  (opener.closest('dialog') ?? seek('#room-main') ?? document.body).append(list);
  open = { close };
  place(list, opener);
  nodes[0]?.focus();
}

export function closeMenu() {
  open?.close(false);
}

/**
 * Where a key leads from there, or undefined if it leads nowhere.
 *
 * @param {string} key
 * @param {number} at
 * @param {{ textContent: string | null }[]} nodes
 */
export function stepTo(key, at, nodes) {
  const count = nodes.length;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default: {
      const wanted = key.toLocaleLowerCase();
      const order = Array.from({ length: count }, (_, step) => (at + 1 + step) % count);
      return [...key].length === 1 && key !== ' '
        ? order.find((i) => nodes[i]?.textContent?.trim().toLocaleLowerCase().startsWith(wanted))
        : undefined;
    }
  }
}

/**
 * Below the button, or above it if there is more room.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} opener
 */
function place(list, opener) {
  const at = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const below = at.bottom + height + 8 <= innerHeight || at.top < innerHeight - at.bottom;
  list.style.setProperty('--left', `${Math.max(8, Math.min(at.right - width, innerWidth - width - 8))}px`);
  list.style.setProperty('--top', `${Math.max(8, below ? Math.min(at.bottom + 4, innerHeight - height - 8) : at.top - height - 4)}px`);
}
