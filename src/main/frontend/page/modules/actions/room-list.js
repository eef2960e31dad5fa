import { Latest } from '../latest.js';

/**
 * @import { DirectRooms } from './direct-rooms.js'
 * @import { Rooms } from '../store/rooms.js'
 * @import { Store } from '../store/store.js'
 * @import { Api } from '../wire/api.js'
 * @import { ToldRoom } from '../wire/types.js'
 */

/** At most so many pages of the person's own rooms, a hundred each. */
const OWN_PAGES = 20;

/** Keeps the list of rooms: reads it, searches in it, deletes rooms. */
export class RoomList {
  #store;
  #api;
  #direct;
  #asked = new Latest();
  /** @type {{ rooms: Rooms, done: Promise<void> } | undefined} */
  #loading;

  /**
   * @param {Store} store
   * @param {Pick<Api, 'rooms' | 'deleteRoom'>} api
   * @param {Pick<DirectRooms, 'all'>} direct
   */
  constructor(store, api, direct) {
    this.#store = store;
    this.#api = api;
    this.#direct = direct;
  }

  /** All of the person's own rooms, the direct ones too, and the first page of all; what is not among them any more goes. One load at a time. */
  load() {
    const { rooms } = this.#store;
    if (this.#loading?.rooms !== rooms) {
      const loading = { rooms, done: this.#load(rooms) };
      this.#loading = loading;
      loading.done = loading.done.finally(() => {
        if (this.#loading === loading) {
          this.#loading = undefined;
        }
      });
      return loading.done;
    }
    return this.#loading.done;
  }

  /**
   * Narrows the list. Of several searches only the latest counts.
   *
   * @param {string} query
   */
  async search(query) {
    const { rooms } = this.#store;
    rooms.query = query;
    this.#store.changed('rooms');
    const isLatest = this.#asked.begin();
    const told = rooms.asking();
    const found = await this.#api.rooms({ q: query });
    if (isLatest() && rooms === this.#store.rooms) {
      this.#take(found, told);
    }
  }

  async more() {
    const { rooms } = this.#store;
    const isLatest = this.#asked.same();
    if (rooms.next) {
      const told = rooms.asking();
      const found = await this.#api.rooms({ page: rooms.next });
      if (isLatest() && rooms === this.#store.rooms) {
        this.#take(found, told);
      }
    }
  }

  /** @param {string} roomId */
  async delete(roomId) {
    await this.#api.deleteRoom(roomId);
  }

  /** The same, but asked from now on: a load that is under way may have been answered before we were told of changes. */
  async reload() {
    await this.#loading?.done.catch(() => {
      // Whoever began it hears of that.
    });
    await this.load();
  }

  /** @param {Rooms} rooms */
  async #load(rooms) {
    const { query } = rooms;
    // What is told of meanwhile is newer than the lists.
    const before = rooms.ids();
    const told = rooms.asking();
    const [found, own, direct] = await Promise.all([this.#api.rooms({ q: query }), this.#own(), this.#direct.all()]);
    if (rooms === this.#store.rooms) {
      [...own, ...direct].filter(({ _id }) => told(_id) === undefined).forEach((room) => rooms.put(room));
      this.#take(found, told);
      const there = new Set([...own, ...direct, ...found.rooms].map(({ _id }) => _id));
      if (!query) {
        before.filter((roomId) => !there.has(roomId) && told(roomId) === undefined).forEach((roomId) => this.#missing(roomId));
      }
      rooms.loaded = true;
      this.#store.changed('rooms');
    }
  }

  /**
   * It is on no list any more. Of a room that is entered its own stay hears more.
   *
   * @param {string} roomId
   */
  #missing(roomId) {
    const { rooms, current } = this.#store;
    const known = rooms.find(roomId);
    if (roomId !== current?.roomId) {
      rooms.remove(roomId);
      if (known?.visibility === 'private' && known.kind === 'named' && !this.#store.visited(roomId)) {
        this.#store.conceal(roomId);
      }
    }
  }

  async #own() {
    /** @type {ToldRoom[]} */
    const own = [];
    /** @type {string | undefined} */
    let page;
    for (let i = 0; i < OWN_PAGES && (i === 0 || page); i += 1) {
      const { rooms, next } = await this.#api.rooms(page ? { page } : { member: true });
      own.push(...rooms);
      page = next;
    }
    return own;
  }

  /**
   * What was told meanwhile, of being a member and of one's role, is newer.
   *
   * @param {{ rooms: ToldRoom[], next: string | undefined }} page
   * @param {(roomId: string) => boolean | undefined} told as `Rooms.asking` says
   */
  #take({ rooms, next }, told) {
    rooms.filter(({ _id }) => told(_id) === undefined).forEach((room) => this.#store.rooms.put(room));
    this.#store.rooms.next = next;
    this.#store.changed('rooms');
  }
}
