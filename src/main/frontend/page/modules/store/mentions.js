/**
 * @import { Room, Rooms } from './rooms.js'
 * @import { MentionNotice } from '../wire/types.js'
 */

/** So many are counted; who wants to see older ones asks for them. */
const KEPT = 500;

/** What was said to this person by name, or in answer to what they wrote: newest first. */
export class Mentions {
  /** @type {MentionNotice[]} */
  #list = [];
  #most = KEPT;

  /**
   * The numbers of the messages by room.
   * @type {Map<string, number[]>}
   */
  #byRoom = new Map();

  list() {
    return this.#list;
  }

  /**
   * One that was told, or some that were read. Each message counts once.
   *
   * @param {MentionNotice[]} notices
   */
  put(notices) {
    const all = new Map(this.#list.map((notice) => [notice.message._id, notice]));
    notices.forEach((notice) => all.set(notice.message._id, { ...all.get(notice.message._id), ...notice }));
    this.#keep([...all.values()].sort((a, b) => compare(b.message, a.message)).slice(0, this.#most));
  }

  /**
   * A page of them: what was known `before` it was asked for and is missing in its range is none any more.
   *
   * @param {MentionNotice[]} notices
   * @param {{ before: MentionNotice[], below?: MentionNotice, last: boolean }} where the last one of the page before it, none of the
   *   first; whether there is no page after it
   */
  read(notices, { before, below, last }) {
    const there = new Set(notices.map(({ message }) => message._id));
    const oldest = notices.at(-1);
    const isWithin = (/** @type {MentionNotice} */ { message }) =>
      (!below || compare(message, below.message) < 0) && (last || (oldest && compare(message, oldest.message) >= 0));
    const gone = new Set(before.filter((notice) => isWithin(notice) && !there.has(notice.message._id)).map(({ message }) => message._id));
    this.#keep(this.#list.filter(({ message }) => !gone.has(message._id)));
    if (below) {
      // Who goes on asking wants to see them.
      this.#most += notices.length;
    }
    this.put(notices);
  }

  /**
   * A message is another now; of a deleted one nobody wants to hear.
   *
   * @param {{ _id: string, deleted?: boolean, content: string }} message
   */
  renew(message) {
    const at = this.#list.findIndex((notice) => notice.message._id === message._id);
    const notice = this.#list[at];
    if (notice) {
      this.#keep(this.#list.toSpliced(at, 1, ...(message.deleted ? [] : [{ ...notice, message: { ...notice.message, ...message } }])));
    }
  }

  /**
   * A room is none of this person's any more.
   *
   * @param {string} roomId
   */
  drop(roomId) {
    this.#keep(this.#list.filter(({ message }) => message.room !== roomId));
  }

  /**
   * Of these people nobody wants to hear.
   *
   * @param {(userId: string) => boolean} unwanted
   */
  dropOf(unwanted) {
    this.#keep(this.#list.filter(({ message }) => !unwanted(message.sender)));
  }

  /**
   * How many of a room its reader has not read.
   *
   * @param {Room} room
   */
  unread({ _id, member, lastRead }) {
    return member ? (this.#byRoom.get(_id) ?? []).filter((seq) => seq > lastRead).length : 0;
  }

  /**
   * The same of all of them.
   *
   * @param {Pick<Rooms, 'find'>} rooms
   */
  unreadIn(rooms) {
    return [...this.#byRoom.keys()].reduce((sum, roomId) => {
      const room = rooms.find(roomId);
      return sum + (room ? this.unread(room) : 0);
    }, 0);
  }

  /** @param {MentionNotice[]} list */
  #keep(list) {
    this.#list = list;
    this.#byRoom = new Map();
    list.forEach(({ message: { room, seq } }) => this.#byRoom.set(room, [...(this.#byRoom.get(room) ?? []), seq]));
  }
}

/**
 * By time, and within a room by number: its clock may stand still.
 *
 * @param {{ _id: string, timestamp: string }} a
 * @param {{ _id: string, timestamp: string }} b
 */
function compare(a, b) {
  return a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : a._id < b._id ? -1 : a._id > b._id ? 1 : 0;
}
