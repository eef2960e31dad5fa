import { element } from '../views/dom.js';

/**
 * A dialog with a heading, which is gone when it closes; the focus goes back to where it was.
 *
 * @param {string} name
 * @param {string} title
 */
export function openDialog(name, title) {
  const heading = element('h2', { id: `${name}-title`, tabIndex: -1, dir: 'auto' }, title);
  const dialog = element('dialog', { id: `${name}-dialog`, className: name, 'aria-labelledby': heading.id }, heading);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  heading.focus();
  return { dialog, close: () => dialog.close() };
}
