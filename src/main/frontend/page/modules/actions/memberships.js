import { text } from '../texts/texts.js';
import { CODES } from '../wire/protocol.js';

/**
 * @import { Room } from '../store/rooms.js'
 * @import { Store } from '../store/store.js'
 * @import { ToldRoom } from '../wire/types.js'
 */

/**
 * Where this person belongs to a room, and where not any more: then nothing of what they may not read stays in this window. What was
 * told last counts, whatever is answered later to a question of before.
 */
export class Memberships {
  #store;
  #read;

  /**
   * @param {Store} store
   * @param {(roomId: string) => Promise<Room>} read puts a room into the list that is not known yet
   */
  constructor(store, read) {
    this.#store = store;
    this.#read = read;
  }

  /**
   * The person has become a member by another hand. False if that is over already, or told again.
   *
   * @param {string} roomId
   */
  async begun(roomId) {
    const { rooms } = this.#store;
    rooms.tell(roomId, true);
    if (rooms.find(roomId)?.member) {
      return true;
    }
    const told = rooms.asking();
    try {
      await this.#read(roomId);
    } catch (cause) {
      if (told(roomId) === undefined) {
        throw cause;
      }
    }
    if (told(roomId) !== undefined || rooms !== this.#store.rooms) {
      return false;
    }
    rooms.joined(roomId);
    return true;
  }

  /**
   * The person has pressed Join.
   *
   * @param {string} roomId
   * @param {() => Promise<ToldRoom>} ask
   */
  async join(roomId, ask) {
    const { rooms } = this.#store;
    const told = rooms.asking();
    const room = await ask();
    // Put out again before the answer came.
    if (told(roomId) !== false) {
      rooms.tell(roomId, true);
      rooms.put({ ...room, member: true });
    }
  }

  /**
   * No member any more. A private room does not exist for who is none; a public one may be read on.
   *
   * @param {string} roomId
   * @param {boolean} byOthers whether the person looks at it and is to be told
   */
  ended(roomId, byOthers) {
    const { rooms } = this.#store;
    const known = rooms.find(roomId);
    if (!known || known.member) {
      rooms.tell(roomId, false);
    }
    if (!known || known.visibility === 'private') {
      rooms.remove(roomId);
      this.#store.conceal(roomId);
    } else {
      rooms.left(roomId);
      this.#store.mentions.drop(roomId);
    }
    if (byOthers && known?.member) {
      this.#store.say('room', text('room.out', { name: known.name }), { stays: true });
    }
  }

  /**
   * The room cannot even be looked at.
   *
   * @param {string} roomId
   * @param {string} code why
   */
  barred(roomId, code) {
    const { rooms } = this.#store;
    if (code === CODES.roomNotFound || code === CODES.banned) {
      rooms.tell(roomId, false);
      rooms[code === CODES.banned ? 'left' : 'remove'](roomId);
      this.#store.conceal(roomId);
    }
  }
}
