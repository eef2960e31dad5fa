import { sentence } from '../governing/audit-section.js';
import { withCards } from '../governing/names.js';
import { fullTimeOf } from '../texts/format.js';
import { hasText, text } from '../texts/texts.js';
import { button, element } from '../views/dom.js';

/**
 * @import { TextKey } from '../texts/texts.js'
 * @import { SiteDeed } from '../wire/admin-api.js'
 * @import { AdminPlace } from './admin.js'
 */

/**
 * What those with power have done, newest first.
 *
 * @param {AdminPlace} place
 */
export function auditTab({ api, trouble, names }) {
  const said = element('p', { className: 'field-error', role: 'alert' });
  const done = element('p', { className: 'hint', role: 'status' }, text('admin.loading'));
  const list = element('ol', { className: 'entries deeds' });
  const more = button(text('admin.more'), () => void read(next), { hidden: true });
  /** @type {string | undefined} */
  let next;

  /** @param {string} [page] */
  async function read(page) {
    said.textContent = '';
    more.disabled = true;
    try {
      const { deeds, next: following } = await api.audit(page);
      const nameOf = await names(deeds.flatMap(({ actor, userId }) => [actor, userId]));
      const rows = deeds.map((deed) => row(deed, nameOf));
      list.append(...rows);
      if (page) {
        rows[0]?.focus();
      }
      next = following;
      done.textContent = list.childElementCount > 0 ? '' : text('admin.audit.none');
    } catch (cause) {
      done.textContent = '';
      said.textContent = await trouble(cause);
    }
    more.hidden = !next;
    more.disabled = false;
  }

  void read();
  return [said, done, list, more];
}

/**
 * @param {SiteDeed} deed
 * @param {(userId: string | undefined) => string} nameOf
 */
function row(deed, nameOf) {
  const { at, action, reason, text: taken } = deed;
  // An invitation's id says nothing to anybody.
  const why = action.startsWith('site_') ? undefined : reason;
  return element(
    'li',
    { tabIndex: -1 },
    element('time', { className: 'hint', dateTime: at }, fullTimeOf(at)),
    element('p', { dir: 'auto' }, ...withCards((placeOf) => deedWords(deed, placeOf), nameOf)),
    ...(why ? [element('p', { className: 'hint', dir: 'auto' }, text('admin.people.why', { why }))] : []),
    ...(taken ? [element('p', { className: 'hint' }, text('admin.audit.text')), element('blockquote', { dir: 'auto' }, taken)] : []),
  );
}

/**
 * The deed in one sentence; what was done in a room as its own audit says it.
 *
 * @param {Pick<SiteDeed, 'action' | 'actor' | 'userId'>} deed
 * @param {(userId: string | undefined) => string} nameOf
 */
export function deedWords(deed, nameOf) {
  const key = `admin.deed.${deed.action}`;
  return hasText(key) ? text(/** @type {TextKey} */ (key), { names: [nameOf(deed.actor), nameOf(deed.userId)] }) : sentence(deed, nameOf);
}
