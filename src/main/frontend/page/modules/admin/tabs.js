import { button, element } from '../views/dom.js';

/** @typedef {{ id: string, title: string, content: () => HTMLElement[] }} Tab */

/**
 * Tabs and their panels: arrow keys, Home and End choose; what a panel shows is made when it is chosen for the first time.
 *
 * @param {Tab[]} all
 * @param {{ label: string, chosen: string | undefined, turned: (id: string) => void }} how
 */
export function tabs(all, { label, chosen, turned }) {
  const pairs = all.map(({ id, title, content }) => {
    const tab = button(title, () => choose(id), { id: `tab-${id}`, role: 'tab', className: 'quiet', 'aria-controls': `panel-${id}` });
    const panel = element('section', { id: `panel-${id}`, role: 'tabpanel', 'aria-labelledby': tab.id, tabIndex: 0, hidden: true });
    return { id, tab, panel, content };
  });
  const list = element('div', { className: 'tabs', role: 'tablist', 'aria-label': label }, ...pairs.map(({ tab }) => tab));

  /** @param {string} id */
  function show(id) {
    for (const { id: one, tab, panel, content } of pairs) {
      const wanted = one === id;
      tab.setAttribute('aria-selected', String(wanted));
      tab.tabIndex = wanted ? 0 : -1;
      panel.hidden = !wanted;
      if (wanted && panel.childElementCount === 0) {
        panel.append(...content());
      }
    }
  }

  /** @param {string} id */
  function choose(id) {
    show(id);
    turned(id);
  }

  list.addEventListener('keydown', (event) => {
    const at = pairs.findIndex(({ tab }) => tab === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + pairs.length, Home: 0, End: pairs.length - 1 }[event.key];
    const next = at >= 0 && to !== undefined ? pairs[to % pairs.length] : undefined;
    if (next) {
      event.preventDefault();
      choose(next.id);
      next.tab.focus();
    }
  });
  show(pairs.some(({ id }) => id === chosen) ? /** @type {string} */ (chosen) : (pairs[0]?.id ?? ''));
  return [list, ...pairs.map(({ panel }) => panel)];
}
