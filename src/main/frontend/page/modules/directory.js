/** The rooms this page has been told of, last active first, page by page. Of several searches only the latest counts. */
export class Directory {
  #api;
  #rooms = [];
  #next;
  #asked = 0;

  constructor(api) {
    this.#api = api;
  }

  get rooms() {
    return this.#rooms;
  }

  get hasMore() {
    return Boolean(this.#next);
  }

  find(roomId) {
    return this.#rooms.find(({ _id }) => _id === roomId);
  }

  /** The first page of the rooms whose name contains `q`. False if a later call has made this one's answer stale. */
  async load(q) {
    this.#asked += 1;
    const asked = this.#asked;
    const { rooms, next } = await this.#api.rooms({ q });
    if (asked !== this.#asked) {
      return false;
    }
    this.#rooms = rooms;
    this.#next = next;
    return true;
  }

  async more() {
    const asked = this.#asked;
    const { rooms, next } = await this.#api.rooms({ page: this.#next });
    if (asked !== this.#asked) {
      return false;
    }
    const known = new Set(this.#rooms.map(({ _id }) => _id));
    this.#rooms = [...this.#rooms, ...rooms.filter(({ _id }) => !known.has(_id))];
    this.#next = next;
    return true;
  }

  /** A message came into a listed room: it is the room's last now. */
  touch(message) {
    this.#rooms = this.#rooms.map((room) => (room._id === message.room ? { ...room, messages: [message] } : room));
  }

  clear() {
    this.#asked += 1;
    this.#rooms = [];
    this.#next = undefined;
  }
}
