export const THEMES = ['system', 'light', 'dark'];
const KEY = 'anipub:theme';

export function chosenTheme() {
  const { theme } = document.documentElement.dataset;
  return THEMES.includes(theme) ? theme : 'system';
}

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
  document.documentElement.dataset.theme = THEMES.includes(theme) ? theme : 'system';
}
