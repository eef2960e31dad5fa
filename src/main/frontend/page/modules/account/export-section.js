import { text } from '../texts/texts.js';
import { element } from '../views/dom.js';

/**
 * One's own data, as a file. The browser itself fetches it, by the cookie, so that it may be as large as it is.
 *
 * @returns {HTMLElement[]}
 */
export function exportSection() {
  const link = element('a', { href: '/api/users/me/export', download: 'anipub.zip' }, text('account.export.get'));
  return [element('p', { className: 'hint' }, text('account.export.what')), element('p', {}, link)];
}
