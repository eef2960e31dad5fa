import { feignsName } from '../store/rules.js';
import { text } from '../texts/texts.js';
import { element } from '../views/dom.js';
import { asChatError } from '../wire/errors.js';

/** @import { Account } from './sections.js' */

/** The server counts characters and has the last word; one may have two of these units. */
const MOST = Object.freeze({ displayName: 80, status: 160, bio: 600 });

/**
 * The texts of the card.
 *
 * @param {Account} account
 */
export function profileSection({ card, profile }) {
  const said = element('p', { className: 'field-error', role: 'alert' });
  const done = element('p', { className: 'hint', role: 'status' });
  const called = card.displayName === card.name ? '' : card.displayName;
  const displayName = element('input', {
    id: 'account-name',
    value: called,
    maxLength: MOST.displayName,
    placeholder: card.name,
    autocomplete: 'nickname',
  });
  const status = element('input', { id: 'account-status', value: card.status, maxLength: MOST.status, autocomplete: 'off' });
  const bio = element('textarea', { id: 'account-bio', rows: 3, maxLength: MOST.bio });
  bio.value = card.bio;
  const save = element('button', { type: 'submit', className: 'primary' }, text('room.save'));
  const form = element(
    'form',
    { method: 'post', noValidate: true },
    element('label', { htmlFor: 'account-name' }, text('account.name')),
    displayName,
    element('label', { htmlFor: 'account-status' }, text('account.status')),
    status,
    element('label', { htmlFor: 'account-bio' }, text('account.bio')),
    bio,
    said,
    done,
    element('div', { className: 'buttons' }, save),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    said.textContent = '';
    done.textContent = '';
    save.disabled = true;
    try {
      const saved = await profile.change({
        displayName: displayName.value.trim() || null,
        status: status.value.trim() || null,
        bio: bio.value.trim() || null,
      });
      done.textContent = text(feignsName(saved.displayName) ? 'account.saved.unshown' : 'account.saved');
    } catch (cause) {
      const error = asChatError(cause);
      const [field] = error.fields;
      said.textContent = field ? `${field.field} ${field.message}.` : error.message;
    }
    save.disabled = false;
  });
  return [form];
}
