import { fullTimeOf } from '../texts/format.js';
import { hasText, text } from '../texts/texts.js';
import { button, element } from '../views/dom.js';

/**
 * @import { TextKey } from '../texts/texts.js'
 * @import { SiteDeed } from '../wire/admin-api.js'
 * @import { AdminPlace } from './admin.js'
 */

const USER_ID = /^[0-9a-f]{24}$/;

/**
 * What those with power have done, newest first.
 *
 * @param {AdminPlace} place
 */
export function auditTab({ api, trouble, nameOf }) {
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
      const called = (/** @type {string | undefined} */ id) => (id && USER_ID.test(id) ? nameOf(id) : text('admin.audit.server'));
      const rows = await Promise.all(
        deeds.map(async (deed) => row(deed, [await called(deed.actor), deed.userId ? await called(deed.userId) : ''])),
      );
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
 * @param {[string, string]} names who did it, and to whom, '' for nobody
 */
function row({ at, action, reason, text: taken, ...deed }, names) {
  return element(
    'li',
    { tabIndex: -1 },
    element('time', { className: 'hint', dateTime: at }, fullTimeOf(at)),
    element('p', { dir: 'auto' }, deedWords({ action, ...deed }, names)),
    ...(reason && !action.startsWith('site_')
      ? [element('p', { className: 'hint', dir: 'auto' }, text('admin.people.why', { why: reason }))]
      : []),
    ...(taken ? [element('p', { className: 'hint' }, text('admin.audit.text')), element('blockquote', { dir: 'auto' }, taken)] : []),
  );
}

/**
 * The deed in one sentence; one that this page does not know by the server's word for it.
 *
 * @param {Pick<SiteDeed, 'action'>} deed
 * @param {[string, string]} names
 */
export function deedWords({ action }, names) {
  const key = `admin.deed.${action}`;
  if (hasText(key)) {
    return text(/** @type {TextKey} */ (key), { names });
  }
  const title = action.replaceAll('_', ' ');
  return text(names[1] ? 'admin.deed.other.to' : 'admin.deed.other', { names, title });
}
