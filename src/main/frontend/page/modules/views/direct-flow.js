import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';
import { button, find } from './dom.js';

/**
 * @import { Offer } from '../account/card.js'
 * @import { DirectRooms } from '../actions/direct-rooms.js'
 * @import { EnteredRooms } from '../actions/entered-rooms.js'
 * @import { Finding } from '../actions/finding.js'
 * @import { Store } from '../store/store.js'
 */

/** How people come to write to each other directly, and how such a conversation goes out of the list. */
export class DirectFlow {
  #store;
  #direct;
  #entered;
  #finding;
  #openRoom;

  /**
   * @param {Store} store
   * @param {{ direct: DirectRooms, entered: EnteredRooms, finding: Finding }} actions
   * @param {(roomId: string) => void} openRoom
   */
  constructor(store, { direct, entered, finding }, openRoom) {
    this.#store = store;
    this.#direct = direct;
    this.#entered = entered;
    this.#finding = finding;
    this.#openRoom = openRoom;
  }

  /**
   * On a person's card.
   *
   * @type {Offer}
   */
  offer = ({ _id }, close) =>
    _id === this.#store.me?._id
      ? []
      : [
          button(text('direct.write'), () => {
            close();
            void this.write(_id);
          }),
        ];

  /** @param {string} userId */
  async write(userId) {
    const { rooms } = this.#store;
    try {
      const room = await this.#direct.open([userId]);
      if (rooms === this.#store.rooms) {
        this.#openRoom(room._id);
      }
    } catch (cause) {
      if (rooms !== this.#store.rooms) {
        return;
      }
      const error = asChatError(cause);
      if (error.code === CODES.unreachable) {
        this.#store.say(CODES.unreachable, text('direct.unreachable'));
      } else {
        this.#store.sayTrouble(error);
      }
    }
  }

  /** Asks with whom. The dialog is loaded when it is wanted for the first time. */
  async askNew() {
    const { me } = this.#store;
    const { DirectDialog } = await import('./direct-dialog.js');
    if (me && me._id === this.#store.me?._id) {
      new DirectDialog({
        finding: this.#finding,
        start: (userIds) => this.#direct.open(userIds),
        openRoom: this.#openRoom,
      });
    }
  }

  /** The open conversation goes out of the list until something new is said in it. */
  async hide() {
    const { room, current } = this.#store;
    if (room?.kind !== 'direct' || !current) {
      return;
    }
    await this.#direct.hide(room._id);
    if (current === this.#store.current) {
      this.#entered.close();
      find('#search').focus();
    }
  }
}
