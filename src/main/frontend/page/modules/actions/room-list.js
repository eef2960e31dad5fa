import { text } from '../texts/texts.js';

/** At most so many pages of the person's own rooms, a hundred each. */
const OWN_PAGES = 20;

/** Keeps the list of rooms: reads it, searches in it, makes, renames and deletes rooms. */
export class RoomList {
  #store;
  #api;
  #asked = 0;

  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  /** All of the person's own rooms, and the first page of all. */
  async load() {
    const { rooms } = this.#store;
    const [found] = await Promise.all([this.#api.rooms({ q: rooms.query }), this.#loadOwn()]);
    if (rooms === this.#store.rooms) {
      this.#take(found);
      rooms.loaded = true;
      this.#store.changed('rooms');
    }
  }

  /** Narrows the list. Of several searches only the latest counts. */
  async search(query) {
    const { rooms } = this.#store;
    rooms.query = query;
    this.#store.changed('rooms');
    this.#asked += 1;
    const asked = this.#asked;
    const found = await this.#api.rooms({ q: query });
    if (asked === this.#asked && rooms === this.#store.rooms) {
      this.#take(found);
    }
  }

  async more() {
    const { rooms } = this.#store;
    const asked = this.#asked;
    if (rooms.next) {
      const found = await this.#api.rooms({ page: rooms.next });
      if (asked === this.#asked && rooms === this.#store.rooms) {
        this.#take(found);
      }
    }
  }

  async create(name, description) {
    const room = this.#store.rooms.put({ ...(await this.#api.createRoom(name, description)), member: true });
    this.#store.rooms.query = '';
    this.#store.changed('rooms');
    return room;
  }

  async change(roomId, change) {
    this.#store.rooms.put(await this.#api.changeRoom(roomId, change));
    this.#store.changed('rooms', 'room');
  }

  async delete(roomId) {
    await this.#api.deleteRoom(roomId);
  }

  /** Puts what went wrong with reading the list into words. */
  static trouble(error) {
    return text('rooms.failed', { why: error.message });
  }

  async #loadOwn() {
    const { rooms } = this.#store;
    let page;
    for (let i = 0; i < OWN_PAGES && (i === 0 || page); i += 1) {
      const found = await this.#api.rooms(page ? { page } : { member: true });
      found.rooms.forEach((room) => rooms.put(room));
      page = found.next;
    }
  }

  #take({ rooms, next }) {
    rooms.forEach((room) => this.#store.rooms.put(room));
    this.#store.rooms.next = next;
    this.#store.changed('rooms');
  }
}
