const KEY = 'anipub:notices';

/** Whether this browser shows in the conversation who comes and goes; it does not unless somebody has asked for it. */
export function noticesWanted() {
  try {
    return localStorage.getItem(KEY) === 'true';
  } catch {
    return false;
  }
}

/** @param {boolean} wanted */
export function wantNotices(wanted) {
  try {
    localStorage.setItem(KEY, String(wanted));
  } catch {
    // Then it lasts as long as the page.
  }
}
