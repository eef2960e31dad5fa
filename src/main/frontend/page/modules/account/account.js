import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { SECTIONS } from './sections.js';

/** @import { Account } from './sections.js' */

/** One's own account, section by section. */
export class AccountDialog {
  /** @param {Account} account */
  constructor(account) {
    const { dialog, close } = openDialog('account', text('account.open'));
    dialog.append(
      ...SECTIONS.map(({ id, title, content }) =>
        element(
          'section',
          { 'aria-labelledby': `account-${id}` },
          element('h3', { id: `account-${id}` }, text(title)),
          ...content(account),
        ),
      ),
      element('div', { className: 'buttons' }, button(text('help.close'), close)),
    );
  }
}
