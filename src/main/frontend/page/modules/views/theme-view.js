import { chooseTheme, chosenTheme, THEMES } from '../store/theme.js';
import { text } from '../texts/texts.js';
import { find } from './dom.js';

/** @import { Theme } from '../store/theme.js' */

/** Light, dark, or as the system: one button goes round, and the browser keeps the choice. */
export class ThemeView {
  #button = find('#theme');

  constructor() {
    this.#button.addEventListener('click', () => this.#set(THEMES[(THEMES.indexOf(chosenTheme()) + 1) % THEMES.length] ?? 'system'));
    this.#show(chosenTheme());
  }

  /** @param {Theme} theme */
  #set(theme) {
    chooseTheme(theme);
    this.#show(theme);
  }

  /** @param {Theme} theme */
  #show(theme) {
    this.#button.dataset.theme = theme;
    this.#button.setAttribute('aria-label', text(`theme.${theme}`));
    this.#button.title = text(`theme.${theme}`);
  }
}
