import { nameOf } from '../store/rooms.js';
import { ChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';

/**
 * @import { Acquaintances } from '../store/acquaintances.js'
 * @import { Store } from '../store/store.js'
 * @import { Api } from '../wire/api.js'
 * @import { PeopleApi } from '../wire/people-api.js'
 * @import { Person, ToldRoom } from '../wire/types.js'
 */

/** At most so many pages of direct rooms, 200 each. */
const PAGES = 10;

/** Opens the rooms of people who write to each other directly, hides them, and learns whose they are: such a room is called by the others in it. */
export class DirectRooms {
  #store;
  #api;
  #people;
  /**
   * Rooms whose people are being asked for.
   * @type {Map<string, Promise<void>>}
   */
  #asked = new Map();

  /**
   * @param {Store} store
   * @param {Pick<Api, 'room'>} api
   * @param {Pick<PeopleApi, 'direct' | 'openDirect' | 'hide' | 'members'>} people
   */
  constructor(store, api, people) {
    this.#store = store;
    this.#api = api;
    this.#people = people;
  }

  /**
   * All that are not hidden, as they can be put into the list.
   *
   * @returns {Promise<ToldRoom[]>}
   */
  async all() {
    const { people } = this.#store;
    const all = [];
    for (let i = 0, page = /** @type {string | undefined} */ (undefined); i === 0 || (page && i < PAGES); i += 1) {
      const { rooms, next } = await this.#people.direct(page);
      all.push(...rooms);
      page = next;
    }
    return all.filter((room) => this.#isBegun(room)).map((room) => this.#called(room, people));
  }

  /**
   * The room of exactly these people and the reader; it is listed again, if it was hidden.
   *
   * @param {string[]} userIds
   */
  async open(userIds) {
    const { rooms, people } = this.#store;
    const told = this.#called(await this.#people.openDirect(userIds), people);
    const room = rooms.put({ ...told, member: true });
    rooms.hide(room._id, -1);
    this.#store.changed('rooms');
    return room;
  }

  /** @param {string} roomId */
  async hide(roomId) {
    const { rooms } = this.#store;
    // What is said meanwhile is not hidden, and where the server tells up to which message, that counts.
    const before = rooms.find(roomId);
    await this.#people.hide(roomId);
    if (before && rooms.find(roomId)?.hiddenUpTo === before.hiddenUpTo) {
      rooms.hide(roomId, before.lastSeq);
      this.#store.changed('rooms');
    }
  }

  /**
   * A room that the page did not know, put into the list; a direct one with its people.
   *
   * @param {string} roomId
   */
  async read(roomId) {
    const { rooms, people: acquaintances } = this.#store;
    const since = rooms.asking();
    const told = await this.#api.room(roomId);
    const people = told.kind === 'direct' ? (await this.#people.members(roomId)).items : undefined;
    const member = since(roomId) ?? told.member;
    if (member === false && told.visibility === 'private') {
      // Put out before the answer came.
      throw new ChatError(CODES.roomNotFound);
    }
    const room = rooms.put(this.#called({ ...told, member, ...(people && { people }) }, acquaintances));
    if (people && !this.#isBegun(room)) {
      rooms.hide(roomId, room.lastSeq);
    }
    return room;
  }

  /**
   * The live list has told of these rooms: private ones that the page does not know are asked for.
   *
   * @param {ToldRoom[]} told
   */
  async meet(told) {
    const strange = told.filter(({ _id, visibility }) => {
      const known = this.#store.rooms.find(_id);
      return visibility === 'private' && (!known || (known.kind === 'direct' && !known.people));
    });
    await Promise.all(strange.map(({ _id }) => this.#ask(_id)));
  }

  /**
   * Rooms that the reader has put back into the list, in another window: those that were left out when this one read it are asked for.
   *
   * @param {{ roomId: string, upTo: number }[]} hidden
   */
  async shown(hidden) {
    const strange = hidden.filter(({ roomId, upTo }) => upTo < 0 && !this.#store.rooms.find(roomId));
    await Promise.all(strange.map(({ roomId }) => this.#ask(roomId)));
  }

  /**
   * All people of a direct room, as they are now: of a group some may have left, and who is gone is called otherwise.
   *
   * @param {string} roomId
   * @param {Person[]} people
   */
  renew(roomId, people) {
    const { rooms } = this.#store;
    const known = rooms.find(roomId);
    const room = this.#called({ _id: roomId, kind: 'direct', people }, this.#store.people);
    if (known?.kind === 'direct' && namesOf(known) !== namesOf(room)) {
      rooms.put(room);
      this.#store.changed('rooms', 'room');
    }
  }

  /** @param {string} roomId */
  #ask(roomId) {
    const asked = this.#asked.get(roomId) ?? this.#learn(roomId).finally(() => this.#asked.delete(roomId));
    this.#asked.set(roomId, asked);
    return asked;
  }

  /** @param {string} roomId */
  async #learn(roomId) {
    const { rooms } = this.#store;
    try {
      await this.read(roomId);
      if (rooms === this.#store.rooms) {
        this.#store.changed('rooms', 'room');
      }
    } catch {
      // The next message in it asks again, and so does the next connection.
    }
  }

  /**
   * Whom somebody only thinks of writing to is not told of it.
   *
   * @param {{ lastSeq?: number, creator?: string }} room
   */
  #isBegun({ lastSeq = 0, creator }) {
    return lastSeq > 0 || creator === this.#store.me?._id;
  }

  /**
   * @param {ToldRoom} room
   * @param {Acquaintances} acquaintances of the login in which it was asked for
   * @returns {ToldRoom}
   */
  #called(room, acquaintances) {
    const { me } = this.#store;
    if (room.kind !== 'direct' || !room.people) {
      return room;
    }
    room.people.forEach((person) => acquaintances.meet(person));
    const people = room.people
      .filter(({ _id }) => _id !== me?._id)
      // Whose account has ended meanwhile.
      .map((person) => (acquaintances.isGone(person._id) ? { ...person, name: acquaintances.nameOf(person._id) ?? person.name } : person));
    return { ...room, people, name: nameOf(people) };
  }
}

/** In whatever order they were told. @param {Pick<ToldRoom, 'people'>} room */
const namesOf = ({ people = [] }) => JSON.stringify(people.map(({ name }) => name).sort());
