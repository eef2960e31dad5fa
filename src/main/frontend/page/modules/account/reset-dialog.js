import { complaint } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { openDialog } from '../views/dialog.js';
import { button, element } from '../views/dom.js';
import { field, form } from '../views/form.js';
import { CODES } from '../wire/protocol.js';

/** @import { AccountApi } from '../wire/account-api.js' */

export { AccountApi } from '../wire/account-api.js';

/** For who has forgotten the password: a new one by a code of an admin. */
export class ResetDialog {
  /**
   * @param {AccountApi} api
   * @param {string} code of the link, or ''
   * @param {() => void} done
   */
  constructor(api, code, done) {
    const { dialog, close } = openDialog('reset', text('reset.title'));
    const given = field('reset-code', 'code', text('reset.code'), { value: code, spellcheck: false, autocapitalize: 'none' });
    const next = field('reset-next', 'next', text('reset.next'), { type: 'password', autocomplete: 'new-password' });
    const node = form([...given.nodes, ...next.nodes], {
      words: text('reset.set'),
      check: () => ({
        code: given.input.value.trim() ? '' : text('reset.fill'),
        next: complaint('password', next.input.value),
      }),
      act: async () => {
        await api.resetPassword(given.input.value.trim(), next.input.value);
        close();
        done();
        return '';
      },
      fieldOf: { [CODES.forbidden]: 'code' },
      said: (why) => (why === CODES.forbidden ? text('reset.wrong') : undefined),
    });
    dialog.append(element('p', { className: 'hint' }, text('reset.how')), node);
    node.querySelector('.buttons')?.append(button(text('dialog.cancel'), close));
    (code ? next : given).input.focus();
  }
}
