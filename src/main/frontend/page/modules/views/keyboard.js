/**
 * `stepRoom`: to the next room of the list, or to the one before it; `write`: back to writing.
 *
 * @typedef {object} KeyIntents
 * @property {() => void} switchRoom
 * @property {() => void} openSearch
 * @property {() => void} help
 * @property {(steps: number, onlyUnread: boolean) => void} stepRoom
 * @property {() => void} write
 */

/** Keys that work anywhere on the page; what they do is the intents'. Nothing is taken from a box, empty or not. */
export class Keyboard {
  /**
   * `ready()`: whether there is a chat.
   *
   * @param {KeyIntents} intents
   * @param {() => boolean} ready
   */
  constructor(intents, ready) {
    document.addEventListener('keydown', (event) => {
      if (!ready() || document.querySelector('dialog[open]')) {
        return;
      }
      const act = actionOf(event, intents);
      if (act) {
        event.preventDefault();
        act();
      }
    });
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {KeyIntents} intents
 */
export function actionOf(event, intents) {
  const { key, altKey, shiftKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (command && !altKey && !shiftKey && key.toLowerCase() === 'k') {
    return () => intents.switchRoom();
  }
  // With any Shift: on many keyboards the slash needs it.
  if (command && !altKey && key === '/') {
    return () => intents.help();
  }
  if (altKey && !command && (key === 'ArrowDown' || key === 'ArrowUp')) {
    return () => intents.stepRoom(key === 'ArrowDown' ? 1 : -1, shiftKey);
  }
  if (command || altKey || isWriting(event.target)) {
    return undefined;
  }
  switch (key) {
    case '/':
      return () => intents.openSearch();
    case '?':
      return () => intents.help();
    case 'Escape':
      return () => intents.write();
    default:
      return undefined;
  }
}

/** @param {EventTarget | null} target */
function isWriting(target) {
  return target !== null && 'matches' in target && /** @type {Element} */ (target).matches('input, textarea, [contenteditable]');
}
