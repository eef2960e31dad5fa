import { text } from '../texts/texts.js';

/** @import { Room } from '../store/rooms.js' */

/**
 * What who leaves a room is asked; undefined if nothing would be lost.
 *
 * @param {Pick<Room, 'name' | 'kind' | 'visibility'>} room
 * @param {boolean} unfinished whether something stands there unsent
 */
export function leaving({ name, kind, visibility }, unfinished) {
  const isDirect = kind === 'direct';
  const lost = [
    ...(isDirect ? [text('direct.leave.what')] : visibility === 'private' ? [text('room.leave.private')] : []),
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
