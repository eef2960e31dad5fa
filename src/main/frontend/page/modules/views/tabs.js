import { button, element } from './dom.js';
import { stepTo } from './menu.js';

/** @typedef {{ id: string, title: string, content: () => HTMLElement[] }} Tab */

/**
 * Tabs and their panels: arrow keys, Home and End choose. `anew`: what a panel shows is made whenever it is chosen, otherwise only for the
 * first time. `turned` hears what somebody chooses.
 *
 * @param {string} name the ids begin with it
 * @param {Tab[]} all
 * @param {{ label: string, chosen?: string, turned?: (id: string) => void, anew?: boolean }} how
 */
export function tabs(name, all, { label, chosen, turned = () => {}, anew = false }) {
  const pairs = all.map(({ id, title, content }) => {
    const panel = element('section', { id: `${name}-panel-${id}`, role: 'tabpanel', tabIndex: 0, hidden: true });
    const tab = button(title, () => choose(id), { id: `${name}-tab-${id}`, role: 'tab', className: 'quiet', 'aria-controls': panel.id });
    panel.setAttribute('aria-labelledby', tab.id);
    return { id, tab, panel, content };
  });
  const list = element('div', { className: 'tabs', role: 'tablist', 'aria-label': label }, ...pairs.map(({ tab }) => tab));
  let at = '';

  /** @param {string} id */
  function show(id) {
    at = id;
    for (const { id: one, tab, panel, content } of pairs) {
      const wanted = one === id;
      tab.setAttribute('aria-selected', String(wanted));
      tab.tabIndex = wanted ? 0 : -1;
      panel.hidden = !wanted;
      if (anew) {
        panel.replaceChildren();
      }
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

  /**
   * Only these are offered from now on; if that which is shown is none of them, the first one is.
   *
   * @param {string[]} ids
   */
  function offer(ids) {
    pairs.forEach(({ id, tab }) => {
      tab.hidden = !ids.includes(id);
    });
    const first = pairs.find(({ tab }) => !tab.hidden);
    if (first && !ids.includes(at)) {
      choose(first.id);
      first.tab.focus();
    }
  }

  list.addEventListener('keydown', (event) => {
    const offered = pairs.filter(({ tab }) => !tab.hidden);
    const key = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp', Home: 'Home', End: 'End' }[event.key];
    const nodes = offered.map(({ tab }) => tab);
    const now = offered.findIndex(({ id }) => id === at);
    const to = key ? stepTo(key, now, nodes) : undefined;
    const next = to === undefined ? undefined : offered[to];
    if (next) {
      event.preventDefault();
      choose(next.id);
      next.tab.focus();
    }
  });

  show(pairs.some(({ id }) => id === chosen) ? /** @type {string} */ (chosen) : (pairs[0]?.id ?? ''));
  return { list, panels: pairs.map(({ panel }) => panel), offer };
}
