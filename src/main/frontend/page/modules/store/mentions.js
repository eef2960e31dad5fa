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
    notices.forEach((notice) => all.set(notice.message._id, notice));
    this.#keep([...all.values()].sort((a, b) => compare(b.message, a.message)).slice(0, KEPT));
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
