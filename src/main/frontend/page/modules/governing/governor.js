/**
 * Types only.
 *
 * @import { Duties } from '../actions/duties.js'
 * @import { Governing } from '../actions/governing.js'
 * @import { People } from '../actions/people.js'
 * @import { Role } from '../store/standings.js'
 * @import { Store } from '../store/store.js'
 * @import { Room } from '../store/rooms.js'
 * @import { ConfirmDialog } from '../views/dialogs.js'
 */

/**
 * What the dialogs of this subject work with. `openRoom` and `openAt` leave the dialogs open.
 *
 * @typedef {object} Governor
 * @property {Store} store
 * @property {Governing} governing
 * @property {Duties} duties
 * @property {Pick<People, 'card' | 'hear'>} people
 * @property {ConfirmDialog} confirm
 * @property {(roomId: string) => void} openRoom
 * @property {(message: { room: string, seq: number }) => Promise<void>} openAt
 * @property {(room: Room) => void} askDeleteRoom
 */

/**
 * A part of a room's settings. `least` is the role that it takes, `invites` what inviting takes. `content` is built anew
 * whenever the section is shown.
 *
 * @typedef {{ roomId: string, close: () => void }} Place
 * @typedef {object} Section
 * @property {string} id
 * @property {import('../texts/texts.js').TextKey} title
 * @property {Role | 'invites'} least
 * @property {(governor: Governor, place: Place) => HTMLElement[]} content
 */

export {};
