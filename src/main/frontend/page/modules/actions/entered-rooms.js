import { putRoomInAddress } from '../address.js';
import { Latest } from '../latest.js';
import { text } from '../texts/texts.js';
import { EVENTS } from '../wire/protocol.js';
import { Memberships } from './memberships.js';
import { RoomSync } from './room-sync.js';
import { RoomUpdates } from './room-updates.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Store } from '../store/store.js'
 * @import { Room } from '../store/rooms.js'
 * @import { ChatError } from '../wire/errors.js'
 * @import { Message, Presence, Wire } from '../wire/types.js'
 */

/** So many rooms stay entered, the last opened ones: who looks at another room has not left this one. */
const STAYS = 50;

/**
 * The rooms that this window has entered, and which of them is shown. Opening a room never makes a member, and looking at
 * another one ends no presence; joining and leaving are things that people do.
 */
export class EnteredRooms {
  #store;
  #sources;
  #trouble;
  #forget;
  #read;
  #memberships;
  #updates;
  /**
   * By room id; the last opened stands last.
   * @type {Map<string, RoomSync>}
   */
  #entered = new Map();
  /** @type {RoomSync | undefined} */
  #shown;
  #turns = new Latest();
  /** The room that this window is just leaving, or ''. */
  #leaving = '';

  /**
   * `trouble(error)` says it to the person; `forget(roomId)` drops what was kept of a room; `read(roomId)` puts one into the list
   * that is not known yet.
   *
   * @param {Store} store
   * @param {Wire} wire
   * @param {{ trouble: (error: ChatError) => void, forget: (roomId: string) => void, read: (roomId: string) => Promise<Room> }} told
   */
  constructor(store, { connection, api }, { trouble, forget, read }) {
    this.#store = store;
    this.#sources = { store, connection, api };
    this.#trouble = trouble;
    this.#forget = forget;
    this.#read = read;
    this.#memberships = new Memberships(store, read);
    this.#updates = new RoomUpdates(store);
  }

  /** @param {string} roomId */
  async open(roomId) {
    if (this.#shown?.roomId !== roomId) {
      this.#turnAway();
      const conversation = this.#store.conversation(roomId);
      const room = this.#store.rooms.find(roomId);
      conversation.unreadFrom = room && this.#store.rooms.unread(roomId) > 0 ? room.lastRead + 1 : 0;
      conversation.focus = undefined;
      conversation.goTo = undefined;
      this.#store.current = conversation;
      this.#store.toasts.clear();
      this.#shown = this.#entered.get(roomId) ?? this.#enter(conversation);
      this.#entered.delete(roomId);
      this.#entered.set(roomId, this.#shown);
      this.#departFromOldest();
      putRoomInAddress(roomId);
      this.#changed();
    }
    await this.#shown?.resume();
  }

  /** Back to the list; membership and presence stay. */
  close() {
    this.#turnAway();
    this.#shown = undefined;
    this.#store.current = undefined;
    putRoomInAddress('');
    this.#changed();
  }

  /**
   * Makes a room known before it is opened, such as one that is hidden.
   *
   * @param {string} roomId
   */
  async know(roomId) {
    if (!this.#store.rooms.find(roomId)) {
      await this.#read(roomId);
      this.#store.changed('rooms');
    }
  }

  /**
   * Makes the person a member of that room.
   *
   * @param {string} roomId
   */
  async join(roomId) {
    await this.#memberships.join(roomId, () => this.#sources.api.joinRoom(roomId));
    this.#store.changed('rooms', 'room');
    await this.#entered.get(roomId)?.synchronise();
  }

  /** Ends membership, and presence with it. */
  async leave() {
    const roomId = this.#store.current?.roomId;
    if (roomId === undefined) {
      return;
    }
    this.#leaving = roomId;
    try {
      await this.#sources.api.leaveRoom(roomId);
    } finally {
      this.#leaving = '';
    }
    this.#memberships.ended(roomId, false);
    this.#end(roomId);
    if (this.#store.current?.roomId === roomId) {
      this.close();
    }
    this.#forget(roomId);
    this.#store.changed('rooms');
  }

  /**
   * The person has joined or left in another window, or somebody has ended it for them.
   *
   * @param {{ roomId: string, member: boolean }} news
   */
  async membershipChanged({ roomId, member }) {
    const room = this.#entered.get(roomId);
    if (!member) {
      this.#outside(roomId);
    } else if (!(await this.#memberships.begun(roomId))) {
      return;
    }
    this.#store.changed('rooms', 'room');
    if (room && room === this.#shown && room.outside === Boolean(member)) {
      await room.synchronise();
    }
  }

  /**
   * The room does not exist any more.
   *
   * @param {string} roomId
   * @param {boolean} [byMe]
   */
  vanished(roomId, byMe = false) {
    const name = this.#store.rooms.find(roomId)?.name ?? '';
    this.#store.rooms.remove(roomId);
    this.#end(roomId);
    if (this.#store.current?.roomId === roomId) {
      this.close();
      if (!byMe) {
        this.#store.say('room', text('room.deleted', { name }), { stays: true });
      }
    }
    this.#forget(roomId);
    this.#store.changed('rooms');
  }

  /** Without a word to the server: the login is over. */
  end() {
    this.#turns.begin();
    [...this.#entered.keys()].forEach((roomId) => this.#end(roomId));
  }

  /**
   * The room that is shown first; the others one after the other.
   *
   * @param {boolean} recovered
   */
  async connected(recovered) {
    const isLatest = this.#turns.begin();
    await (recovered ? this.#shown?.resume() : this.#shown?.synchronise());
    for (const room of [...this.#entered.values()].reverse()) {
      if (!isLatest()) {
        return;
      }
      if (room !== this.#shown && this.#entered.get(room.roomId) === room) {
        await room.stay(recovered);
      }
    }
  }

  interrupted() {
    this.#turns.begin();
    this.#entered.forEach((room) => {
      room.interrupted();
      room.conversation.typing.clear();
    });
    this.#store.changed('typing');
  }

  synchronise() {
    return this.#shown?.synchronise();
  }

  /** @param {boolean} [asked] */
  older(asked) {
    void this.#shown?.pages.older(asked);
  }

  /** @param {boolean} [asked] */
  newer(asked) {
    void this.#shown?.pages.newer(asked);
  }

  /**
   * Shows that message of the open room and brings it into sight.
   *
   * @param {number} seq
   */
  async jumpTo(seq) {
    const room = this.#shown;
    if (room && (await room.reach(seq))) {
      room.conversation.focus = seq;
      room.conversation.goTo = { seq };
      this.#store.changed('log');
    } else if (room && room === this.#shown) {
      this.#store.say('gone', text('actions.gone'));
    }
  }

  /** Back to where new messages come in. */
  toNewest() {
    const conversation = this.#store.current;
    if (conversation) {
      conversation.focus = undefined;
      conversation.goTo = { end: true };
      this.#store.changed('log');
    }
  }

  /** @param {Message} message of a room that may be entered */
  received(message) {
    this.#entered.get(message.room)?.receive(message);
  }

  /**
   * What was before is gone, and not unread.
   *
   * @param {{ roomId: string, firstSeq: number }} beginning
   */
  historyBegins({ roomId, firstSeq }) {
    const room = this.#entered.get(roomId);
    if (room) {
      room.expire(firstSeq);
      this.#store.rooms.read(roomId, firstSeq - 1);
      this.#store.changed('rooms');
    }
  }

  /** @param {Message} message as it is now */
  changed(message) {
    this.#store.rooms.renew(message);
    this.#entered.get(message.room)?.change(message);
    this.#store.changed('rooms');
  }

  /**
   * Somebody has come or gone.
   *
   * @param {'joined' | 'left'} how
   * @param {Presence} person
   */
  moved(how, person) {
    const room = this.#entered.get(person.roomId);
    if (room) {
      this.#updates.moved(room.conversation, how, person);
    }
  }

  /**
   * `rooms_changed` tells everybody that there is news in these rooms.
   *
   * @param {string[]} roomIds
   */
  news(roomIds) {
    roomIds.forEach((roomId) => this.#entered.get(roomId)?.news());
  }

  /**
   * @param {Conversation} conversation
   * @returns {RoomSync}
   */
  #enter(conversation) {
    const { roomId } = conversation;
    /**
     * Of a room that was left meanwhile nothing is heard.
     *
     * @template {unknown[]} A
     * @param {(...news: A) => unknown} show
     * @returns {(...news: A) => void}
     */
    const watched =
      (show) =>
      (...news) => {
        if (this.#entered.get(roomId) === room) {
          show(...news);
        }
      };
    /** @type {RoomSync} */
    const room = new RoomSync(conversation, this.#sources, {
      entered: watched((ack, missed) => this.#updates.complete(conversation, ack, missed, true)),
      lookedIn: watched((ack, missed) => this.#updates.complete(conversation, ack, missed, false)),
      people: watched((ack) => this.#updates.met(conversation, ack)),
      fresh: watched((messages) => this.#updates.arrived(conversation, messages)),
      outside: watched(() => this.#outside(roomId)),
      trouble: watched((error) => room === this.#shown && this.#trouble(error)),
      barred: watched((error) => this.#barred(room, error)),
    });
    return room;
  }

  /**
   * No member any more, and who looks at it is told. A private room closes; of a public one the open one alone is kept, to be read.
   *
   * @param {string} roomId
   */
  #outside(roomId) {
    const isShown = this.#store.current?.roomId === roomId;
    if (!isShown || this.#store.rooms.find(roomId)?.visibility === 'private') {
      this.#end(roomId);
    }
    this.#memberships.ended(roomId, isShown && roomId !== this.#leaving);
    if (isShown && !this.#store.rooms.find(roomId)) {
      this.close();
    }
    this.#store.changed('rooms', 'room', 'people');
  }

  /**
   * It cannot even be looked at: a ban, or a room that is not there, or not for this person. What they wrote in it is kept.
   *
   * @param {RoomSync} room
   * @param {ChatError} error
   */
  #barred(room, error) {
    this.#end(room.roomId);
    this.#memberships.barred(room.roomId, error.code);
    this.#store.changed('rooms');
    if (room.conversation === this.#store.current) {
      this.close();
      this.#trouble(error);
    }
  }

  /** What was shown is not any more. Who only looked in from outside has nothing to stay for. */
  #turnAway() {
    if (this.#shown?.outside) {
      this.#end(this.#shown.roomId);
    }
  }

  #departFromOldest() {
    for (const [roomId, room] of this.#entered) {
      if (this.#entered.size > STAYS && room !== this.#shown) {
        this.#sources.connection.tell(EVENTS.leaveRoom, { roomId });
        this.#end(roomId);
      }
    }
  }

  /** @param {string} roomId */
  #end(roomId) {
    const room = this.#entered.get(roomId);
    room?.end();
    this.#entered.delete(roomId);
    if (room && room === this.#shown) {
      this.#shown = undefined;
    }
  }

  #changed() {
    this.#store.changed('room', 'rooms', 'log', 'people', 'typing', 'composer', 'alert');
  }
}
