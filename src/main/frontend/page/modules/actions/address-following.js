import { codeInAddress, putRoomInAddress, roomInAddress } from '../address.js';
import { backoff } from '../wire/backoff.js';
import { asChatError } from '../wire/errors.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { ChatError } from '../wire/errors.js'
 * @import { EnteredRooms } from './entered-rooms.js'
 */

/** Opens the room that stands in the address, also when the way back has changed it. */
export class AddressFollowing {
  #store;
  #rooms;
  #trouble;

  /**
   * @param {Store} store
   * @param {Pick<EnteredRooms, 'open' | 'close' | 'know'>} rooms
   * @param {(error: ChatError) => void} trouble says it to the person
   */
  constructor(store, rooms, trouble) {
    this.#store = store;
    this.#rooms = rooms;
    this.#trouble = trouble;
    window.addEventListener('popstate', () => void this.follow());
  }

  /** While the server is away, the address stays and is followed later. */
  async follow(tries = 1) {
    const roomId = roomInAddress();
    if (!this.#store.me || roomId === (this.#store.current?.roomId ?? '') || codeInAddress('invitation')) {
      return;
    }
    if (!roomId) {
      this.#rooms.close();
      return;
    }
    try {
      await this.#rooms.know(roomId);
      await this.#rooms.open(roomId);
    } catch (cause) {
      const error = asChatError(cause);
      if (error.passing) {
        setTimeout(() => roomId === roomInAddress() && this.follow(tries + 1), backoff(tries));
      } else {
        putRoomInAddress('');
      }
      this.#trouble(error);
    }
  }
}
