import { complaint } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { element } from '../views/dom.js';
import { field, form } from '../views/form.js';
import { CODES } from '../wire/protocol.js';

/** @import { Account } from './sections.js' */

/**
 * Another password, which ends all other logins.
 *
 * @param {Account} account
 */
export function passwordSection({ card, session, api }) {
  const current = field('account-current', 'current', text('account.password.current'), {
    type: 'password',
    autocomplete: 'current-password',
  });
  const next = field('account-next', 'next', text('account.password.next'), {
    type: 'password',
    autocomplete: 'new-password',
    hint: text('account.password.hint'),
  });
  // For password managers, which else would not know whose it is.
  const name = element('input', { type: 'text', autocomplete: 'username', defaultValue: card.name, hidden: true, readOnly: true });
  return [
    form([name, ...current.nodes, ...next.nodes], {
      words: text('account.password.change'),
      check: () => ({
        current: current.input.value ? '' : text('account.fill.password'),
        next: complaint('password', next.input.value),
      }),
      act: async () => {
        await session.anew(() => api.changePassword(current.input.value, next.input.value));
        return text('account.password.changed');
      },
      fieldOf: { [CODES.forbidden]: 'current' },
    }),
  ];
}
