/**
 * Whether a key belongs to an input method, which is composing a word with it. `isComposing` alone does not tell: Safari
 * sends the Enter that confirms a word after the composition has ended, and only the key code 229 is left to know it by.
 *
 * @param {{ isComposing?: boolean, keyCode?: number }} event
 */
export function isImeKey({ isComposing, keyCode }) {
  return Boolean(isComposing) || keyCode === 229;
}

/**
 * Keeps the keys of input methods from every handler of the page. They are stopped before they come to any, so that
 * no box, list or dialog, also of those to come, has to ask by itself; what the browser does with them stays.
 *
 * @param {Document} root
 */
export function leaveImeAlone(root) {
  for (const type of ['keydown', 'keyup', 'keypress']) {
    root.addEventListener(type, (event) => event instanceof KeyboardEvent && isImeKey(event) && event.stopPropagation(), { capture: true });
  }
}
