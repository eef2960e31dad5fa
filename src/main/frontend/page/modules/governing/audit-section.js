import { fullTimeOf, whenOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { element } from '../views/dom.js';
import { entryOf, listing } from '../views/listing.js';
import { namesOf, withCards } from './names.js';

/**
 * @import { TextKey } from '../texts/texts.js'
 * @import { AuditEntry } from '../wire/governing-api.js'
 * @import { Governor, Place } from './governor.js'
 */

/** What is done in rooms, and its sentence. @type {Record<string, TextKey>} */
const SENTENCES = {
  kick: 'audit.kick',
  ban: 'audit.ban',
  unban: 'audit.unban',
  mute: 'audit.mute',
  unmute: 'audit.unmute',
  role_owner: 'audit.owner',
  role_moderator: 'audit.moderator',
  role_member: 'audit.member',
  message_deleted: 'audit.deleted',
  message_pinned: 'audit.pinned',
  message_unpinned: 'audit.unpinned',
  report_resolved: 'audit.resolved',
  report_dismissed: 'audit.dismissed',
};

/**
 * What was done in the room, newest first.
 *
 * @param {Governor} governor
 * @param {Place} place
 */
export function auditSection(governor, { roomId }) {
  const { nodes, load } = listing({
    none: text('audit.none'),
    label: text('audit.title'),
    read: (page) => governor.governing.api.audit(roomId, page),
    draw: async (entries) => {
      const nameOf = await namesOf(
        governor,
        entries.flatMap(({ actor, userId }) => [actor, userId]),
      );
      return entries.map((one) => drawn(one, nameOf));
    },
  });
  void load();
  return nodes;
}

/**
 * @param {AuditEntry} entry
 * @param {(userId: string | undefined) => string} nameOf
 */
function drawn(entry, nameOf) {
  const { at, reason, text: taken } = entry;
  return entryOf(
    [
      element('p', { dir: 'auto' }, ...withCards((placeOf) => sentence(entry, placeOf), nameOf)),
      ...(reason ? [element('p', { dir: 'auto' }, text('sanctions.why', { why: reason }))] : []),
      ...(taken ? [element('blockquote', { dir: 'auto' }, taken)] : []),
    ],
    element('time', { className: 'muted', dateTime: at, title: fullTimeOf(at) }, whenOf(at)),
  );
}

/**
 * An entry in words; what this page does not know yet by its own word.
 *
 * @param {Pick<AuditEntry, 'action' | 'actor' | 'userId'>} entry
 * @param {(userId: string | undefined) => string} nameOf
 */
export function sentence({ action, actor, userId }, nameOf) {
  const key = SENTENCES[action];
  const by = nameOf(actor);
  const name = nameOf(userId);
  return key ? text(key, { by, name }) : text('audit.other', { by, why: action.replaceAll('_', ' ') });
}
