import { text } from '../texts/texts.js';
import { element } from '../views/dom.js';
import { field, form } from '../views/form.js';
import { CODES } from '../wire/protocol.js';

/** @import { Account } from './sections.js' */

/**
 * Becoming the first admin of the site, by the code of the server's log.
 *
 * @param {Account} account
 */
export function claimSection({ session, api }) {
  const code = field('account-code', 'code', text('account.claim.code'), { spellcheck: false, autocapitalize: 'none' });
  return [
    element('p', { className: 'hint' }, text('account.claim.what')),
    form(code.nodes, {
      words: text('account.claim.go'),
      check: () => ({ code: code.input.value.trim() ? '' : text('reset.fill') }),
      act: async () => {
        await api.claimAdmin(code.input.value.trim());
        await session.refresh();
        return text('account.claim.done');
      },
      fieldOf: { [CODES.forbidden]: 'code' },
      said: (why) => (why === CODES.forbidden ? text('account.claim.wrong') : undefined),
    }),
  ];
}
