import { covers } from '../store/standings.js';
import { text } from '../texts/texts.js';

/**
 * @import { Room } from '../store/rooms.js'
 * @import { Role } from '../store/standings.js'
 */

/**
 * What who leaves a room is asked; undefined if nothing would be lost.
 *
 * @param {Pick<Room, 'name' | 'kind' | 'visibility'>} room
 * @param {boolean} unfinished whether something stands there unsent
 * @param {Role} [role] what the person is there
 */
export function leaving({ name, kind, visibility }, unfinished, role) {
  const isDirect = kind === 'direct';
  const lost = [
    ...(isDirect ? [text('direct.leave.what')] : visibility === 'private' ? [text('room.leave.private')] : []),
    ...(!isDirect && role && covers(role, 'moderator') ? [text(`room.leave.${role === 'owner' ? 'owner' : 'moderator'}`)] : []),
    ...(unfinished ? [text('room.leave.unsent')] : []),
  ];
  return lost.length === 0
    ? undefined
    : {
        title: text(isDirect ? 'direct.leave.title' : 'room.leave.title', { name }),
        what: lost.join(' '),
        yes: text(isDirect ? 'direct.leave' : 'room.leave'),
      };
}
