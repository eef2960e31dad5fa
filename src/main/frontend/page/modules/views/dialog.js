import { element } from './dom.js';

/**
 * A dialog with a heading, which is gone when it closes, or when the login ends; the focus goes back to where it was. One of
 * the same name closes first.
 *
 * @param {string} name
 * @param {string} title
 */
export function openDialog(name, title) {
  closeNow(document.getElementById(`${name}-dialog`));
  const heading = element('h2', { id: `${name}-title`, tabIndex: -1, dir: 'auto' }, title);
  const dialog = element('dialog', { id: `${name}-dialog`, className: name, 'aria-labelledby': heading.id, 'data-of-login': '' }, heading);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  heading.focus();
  return { dialog, close: () => dialog.close() };
}

/** Closes that one, if it is open. @param {string} name */
export function closeDialog(name) {
  closeNow(document.getElementById(`${name}-dialog`));
}

/** Closes all that are open. */
export function closeDialogs() {
  document.querySelectorAll('dialog[data-of-login]').forEach(closeNow);
}

/**
 * Without waiting for the event, which comes later.
 *
 * @param {Element | null} dialog
 */
function closeNow(dialog) {
  if (dialog instanceof HTMLDialogElement) {
    dialog.close();
    dialog.remove();
  }
}
