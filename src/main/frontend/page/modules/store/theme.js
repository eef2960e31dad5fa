/** @typedef {'system' | 'light' | 'dark'} Theme */

/** @type {Theme[]} */
export const THEMES = ['system', 'light', 'dark'];
const KEY = 'anipub:theme';

/** What stands in the markup or the storage, if it is a theme. @param {string | null | undefined} theme */
const known = (theme) => THEMES.find((one) => one === theme) ?? 'system';

export function chosenTheme() {
  return known(document.documentElement.dataset.theme);
}

/** @param {Theme} theme */
export function chooseTheme(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // It lasts as long as the page.
  }
  document.documentElement.dataset.theme = theme;
}

/** Before the first paint. */
export function applyStoredTheme() {
  let theme;
  try {
    theme = localStorage.getItem(KEY);
  } catch {
    // Storage is forbidden: as the system, then.
  }
  document.documentElement.dataset.theme = known(theme);
}
