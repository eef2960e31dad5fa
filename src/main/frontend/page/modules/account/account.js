import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { SECTIONS } from './sections.js';

/** @import { Account, Section } from './sections.js' */

export { AccountApi } from '../wire/account-api.js';

/** One's own account, section by section. */
export class AccountDialog {
  /** @param {Account} account */
  constructor(account) {
    const { dialog, close } = openDialog('account', text('account.open'));
    dialog.append(
      ...SECTIONS.filter(({ wanted }) => wanted?.(account) ?? true).map((section) =>
        section.closed ? closedSection(section, account) : openSection(section, account),
      ),
      element('div', { className: 'buttons' }, button(text('help.close'), close)),
    );
  }
}

/**
 * @param {Section} section
 * @param {Account} account
 */
function openSection({ id, title, content }, account) {
  return element(
    'section',
    { 'aria-labelledby': `account-${id}` },
    element('h3', { id: `account-${id}` }, text(title)),
    ...content(account),
  );
}

/**
 * What it shows is made, and asked for, when it is opened for the first time.
 *
 * @param {Section} section
 * @param {Account} account
 */
function closedSection({ id, title, content }, account) {
  const heading = element('h3', { id: `account-${id}` }, text(title));
  const section = element('details', { className: 'section' }, element('summary', {}, heading));
  section.addEventListener('toggle', () => section.open && section.append(...content(account)), { once: true });
  return section;
}
