import { text } from '../texts/texts.js';
import { element } from '../views/dom.js';
import { field, form } from '../views/form.js';
import { CODES } from '../wire/protocol.js';

/** @import { Account } from './sections.js' */

/**
 * The end of the account: what it means, what becomes of the messages, and whether one is sure.
 *
 * @param {Account} account
 */
export function deletionSection({ card, session, api }) {
  const choice = (/** @type {'keep' | 'delete'} */ value, /** @type {string} */ words, /** @type {boolean} */ checked) => {
    const input = element('input', { type: 'radio', name: 'messages', value, checked, defaultChecked: checked });
    return { input, label: element('label', { className: 'choice' }, input, ' ', words) };
  };
  const keep = choice('keep', text('account.delete.keep'), true);
  const remove = choice('delete', text('account.delete.remove'), false);
  const password = field('account-farewell', 'password', text('account.delete.password'), {
    type: 'password',
    autocomplete: 'current-password',
    hint: text('account.delete.foreign'),
  });
  const name = element('input', { type: 'text', autocomplete: 'username', defaultValue: card.name, hidden: true, readOnly: true });
  const sure = element('input', { id: 'account-sure', name: 'sure', type: 'checkbox', 'aria-describedby': 'account-sure-error' });
  const nodes = [
    name,
    element('fieldset', {}, element('legend', {}, text('account.delete.messages')), keep.label, remove.label),
    ...password.nodes,
    element('label', { className: 'choice' }, sure, ' ', text('account.delete.sure')),
    element('p', { id: 'account-sure-error', className: 'field-error', 'aria-live': 'polite' }),
  ];
  return [
    element('p', { className: 'hint' }, text('account.delete.what')),
    form(nodes, {
      words: text('account.delete.go'),
      className: 'danger',
      check: () => ({ sure: sure.checked ? '' : text('account.delete.unsure') }),
      act: async () => {
        const messages = remove.input.checked ? 'delete' : 'keep';
        await session.over(() => api.deleteAccount(password.input.value, messages), text('account.deleted'));
        return '';
      },
      fieldOf: { [CODES.forbidden]: 'password' },
    }),
  ];
}
