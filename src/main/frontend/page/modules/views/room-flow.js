import { text } from '../texts/texts.js';
import { find } from './dom.js';
import { leaving } from './leaving.js';

/**
 * @import { RoomList } from '../actions/room-list.js'
 * @import { EnteredRooms } from '../actions/entered-rooms.js'
 * @import { Room } from '../store/rooms.js'
 * @import { Store } from '../store/store.js'
 * @import { Message } from '../wire/types.js'
 * @import { ConfirmDialog } from './dialogs.js'
 */

/**
 * `roomChosen`: the log is to be seen, `write`: the focus goes to where one writes.
 *
 * @typedef {object} RoomSurroundings
 * @property {ConfirmDialog} confirm
 * @property {() => void} roomChosen
 * @property {() => void} write
 */

const TOUCH = matchMedia('(pointer: coarse)');

/** What people do with rooms, with the questions that they are asked and where the focus goes. */
export class RoomFlow {
  #store;
  #entered;
  #list;
  #around;

  /**
   * @param {Store} store
   * @param {{ entered: EnteredRooms, list: RoomList }} actions
   * @param {RoomSurroundings} around
   */
  constructor(store, { entered, list }, around) {
    this.#store = store;
    this.#entered = entered;
    this.#list = list;
    this.#around = around;
  }

  /** @param {string} roomId */
  async open(roomId) {
    if (!this.#store.me) {
      // The login ended before the answer came.
      return;
    }
    this.#around.roomChosen();
    const opened = this.#entered.open(roomId);
    // Where writing brings up a keyboard that covers half of the room, or is not for who only looks, reading comes first.
    if (TOUCH.matches || !this.#store.room?.member) {
      requestAnimationFrame(() => find('#room-name').focus());
    } else {
      this.#around.write();
    }
    await opened;
  }

  async join() {
    const { current } = this.#store;
    if (current) {
      await this.#entered.join(current.roomId);
      this.#around.write();
    }
  }

  async leave() {
    const { room, current } = this.#store;
    if (!room || !current) {
      return;
    }
    const question = leaving(room, Boolean(current.unfinished), this.#store.rooms.standings.of(room._id).role);
    const sure = !question || (await this.#around.confirm.ask(question));
    if (!sure || current !== this.#store.current) {
      return;
    }
    await this.#entered.leave();
    if (!this.#store.current) {
      find('#search').focus();
    }
  }

  /** @param {Room} room */
  async delete(room) {
    const question = { title: text('room.delete.title', { name: room.name }), what: text('room.delete.what'), yes: text('room.delete') };
    if (await this.#around.confirm.ask(question)) {
      await this.#list.delete(room._id);
      this.#entered.vanished(room._id, true);
    }
  }

  /**
   * Opens the next of the person's own rooms, or the one before.
   *
   * @param {number} steps 1 or -1
   * @param {boolean} onlyUnread
   */
  async step(steps, onlyUnread) {
    const { rooms, current } = this.#store;
    const order = rooms.order().filter(({ _id }) => !onlyUnread || rooms.unread(_id) > 0 || _id === current?.roomId);
    const at = order.findIndex(({ _id }) => _id === current?.roomId);
    const next = at < 0 ? order.at(steps > 0 ? 0 : -1) : order[(at + steps + order.length) % order.length];
    if (next && next._id !== current?.roomId) {
      await this.open(next._id);
    }
  }

  /**
   * Shows a message of any room.
   *
   * @param {Pick<Message, 'room' | 'seq'>} message
   * @param {() => void} opened runs when its room is open
   */
  async openAt(message, opened) {
    if (this.#store.current?.roomId !== message.room) {
      await this.#entered.know(message.room);
      await this.open(message.room);
    }
    opened();
    await this.#entered.jumpTo(message.seq);
  }
}
