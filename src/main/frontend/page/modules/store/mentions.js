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

  /**
   * Whether the server has been asked for the newest ones.
   */
  loaded = false;

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
    notices.forEach((notice) => all.set(notice.message._id, notice));
    this.#list = [...all.values()].sort((a, b) => compare(b.message, a.message)).slice(0, KEPT);
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
      this.#list = this.#list.toSpliced(at, 1, ...(message.deleted ? [] : [{ ...notice, message: { ...notice.message, ...message } }]));
    }
  }

  /**
   * A room is none of this person's any more.
   *
   * @param {string} roomId
   */
  drop(roomId) {
    this.#list = this.#list.filter(({ message }) => message.room !== roomId);
  }

  /**
   * How many of a room its reader has not read.
   *
   * @param {Room} room
   */
  unread({ _id, member, lastRead }) {
    return member ? this.#list.filter(({ message }) => message.room === _id && message.seq > lastRead).length : 0;
  }

  /**
   * The same of all of them.
   *
   * @param {Pick<Rooms, 'find'>} rooms
   */
  unreadIn(rooms) {
    return this.#list.filter(({ message }) => {
      const room = rooms.find(message.room);
      return room?.member && message.seq > room.lastRead;
    }).length;
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
