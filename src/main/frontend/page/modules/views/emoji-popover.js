import { text } from '../texts/texts.js';
import { element, find } from './dom.js';

/** Where the emoji picker appears; loads it when it is wanted for the first time. */
export class EmojiPopover {
  #panel = find('#emoji');
  /** @type {HTMLElement | undefined} */
  #opener;
  /** @type {((emoji: string) => void) | undefined} */
  #onPick;

  constructor() {
    this.#panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close();
      }
    });
    document.addEventListener('pointerdown', (event) => {
      const inside = event.target instanceof Node && (this.#panel.contains(event.target) || this.#opener?.contains(event.target));
      if (!this.#panel.hidden && !inside) {
        this.close({ refocus: false });
      }
    });
  }

  /**
   * Opens at the button, or closes if it is open there already.
   *
   * @param {HTMLElement} opener
   * @param {(emoji: string) => void} onPick
   */
  async open(opener, onPick) {
    if (!this.#panel.hidden && this.#opener === opener) {
      this.close();
      return;
    }
    this.#opener = opener;
    this.#onPick = onPick;
    this.#panel.replaceChildren(element('p', { className: 'muted centred' }, text('app.loading')));
    this.#panel.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    this.#place(opener);
    try {
      const [{ Picker }, { default: groups }] = await Promise.all([import('../emoji/picker.js'), import('anipub:emoji')]);
      if (this.#opener === opener && !this.#panel.hidden) {
        new Picker(this.#panel, groups, (emoji) => this.#pick(emoji)).focus();
      }
    } catch {
      this.#panel.replaceChildren(element('p', { className: 'muted centred' }, text('emoji.failed')));
    }
  }

  close({ refocus = true } = {}) {
    this.#panel.hidden = true;
    this.#panel.replaceChildren();
    this.#opener?.setAttribute('aria-expanded', 'false');
    if (refocus && this.#opener?.isConnected) {
      this.#opener.focus();
    }
    this.#opener = undefined;
  }

  /** @param {string} emoji */
  #pick(emoji) {
    const pick = this.#onPick;
    this.close();
    pick?.(emoji);
  }

  /**
   * Above or below the button, whichever has the room; the style sheet makes it a sheet at the bottom of small screens.
   *
   * @param {HTMLElement} opener
   */
  #place(opener) {
    const at = opener.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#panel;
    const above = at.top > height + 16 || at.top > innerHeight - at.bottom;
    this.#panel.style.setProperty('--left', `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`);
    this.#panel.style.setProperty(
      '--top',
      `${Math.max(8, above ? at.top - height - 8 : Math.min(at.bottom + 8, innerHeight - height - 8))}px`,
    );
  }
}
