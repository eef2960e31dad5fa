import { EVENTS } from '../wire/protocol.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { Wire } from '../wire/types.js'
 */

const TELL_EVERY_MS = 500;

/** What counts as read: the newest message, seen at the bottom of the open room while the page is visible. */
export class Reading {
  #store;
  #connection;
  #api;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /**
   * Room id -> number up to which it is read and the server does not know yet.
   * @type {Map<string, number>}
   */
  #untold = new Map();

  /**
   * @param {Store} store
   * @param {Wire} wire
   */
  constructor(store, { connection, api }) {
    this.#store = store;
    this.#connection = connection;
    this.#api = api;
  }

  /**
   * The log says how it is being looked at, after every render, scroll and change of visibility.
   *
   * @param {{ atEnd: boolean, visible: boolean }} how
   */
  look({ atEnd, visible }) {
    const { current: conversation, rooms, room, me } = this.#store;
    if (!conversation?.timeline.loaded || !room?.member) {
      return;
    }
    const { complete } = conversation.timeline;
    if (atEnd && visible && conversation.synced) {
      if (complete > room.lastRead) {
        rooms.read(conversation.roomId, complete);
        this.#store.changed('rooms');
        this.#tellSoon(conversation.roomId);
      }
      return;
    }
    // New since the reader looked away: the line goes above the first of it.
    if (complete > room.lastRead && conversation.unreadFrom <= room.lastRead) {
      const first = room.lastRead + 1;
      if (conversation.timeline.at(first)?.sender !== me?._id) {
        conversation.unreadFrom = first;
        this.#store.changed('log');
      }
    }
  }

  /** Everything in the open room is read, wherever its reader is. */
  markRead() {
    const { current: conversation, rooms } = this.#store;
    if (conversation) {
      rooms.read(conversation.roomId, Math.max(conversation.timeline.complete, rooms.find(conversation.roomId)?.lastSeq ?? 0));
      conversation.unreadFrom = 0;
      this.#store.changed('rooms', 'log');
      this.#tellSoon(conversation.roomId);
    }
  }

  async markAllRead() {
    const read = await this.#api.markAllRead();
    read.forEach(({ roomId, lastRead }) => this.#store.rooms.read(roomId, lastRead));
    if (this.#store.current) {
      this.#store.current.unreadFrom = 0;
    }
    this.#store.changed('rooms', 'log');
  }

  /**
   * Another window of the same person has read.
   *
   * @param {{ roomId: string, lastRead: number }} state
   */
  hear({ roomId, lastRead }) {
    this.#store.rooms.read(roomId, lastRead);
    this.#store.changed('rooms');
  }

  end() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#untold.clear();
  }

  /** Tells the server what was read, of every room; while the connection is away it waits for the next. */
  tell() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#connection.connected) {
      return;
    }
    for (const [roomId, seq] of this.#untold) {
      // Of a room that was left meanwhile nobody wants to know.
      if (this.#store.rooms.find(roomId)?.member) {
        this.#connection.tell(EVENTS.markRead, { roomId, seq });
      }
    }
    this.#untold.clear();
  }

  /** @param {string} roomId */
  #tellSoon(roomId) {
    const lastRead = this.#store.rooms.find(roomId)?.lastRead ?? 0;
    if (lastRead > 0) {
      this.#untold.set(roomId, lastRead);
      this.#timer ??= setTimeout(() => this.tell(), TELL_EVERY_MS);
    }
  }
}
