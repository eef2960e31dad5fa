import { sentence } from '../governing/audit-section.js';
import { withCards } from '../governing/names.js';
import { fullTimeOf } from '../texts/format.js';
import { hasText, text } from '../texts/texts.js';
import { element } from '../views/dom.js';
import { listing } from '../views/listing.js';

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
  const { nodes, load } = listing({
    none: text('admin.audit.none'),
    label: text('admin.audit'),
    className: 'entries deeds',
    read: (page) => api.audit(page),
    draw: async (deeds) => {
      const nameOf = await names(deeds.flatMap(({ actor, userId }) => [actor, userId]));
      return deeds.map((deed) => row(deed, nameOf));
    },
    trouble,
  });
  void load();
  return nodes;
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
