import { Since } from '../latest.js';

/**
 * @import { Conversation } from '../store/conversation.js'
 * @import { Role } from '../store/standings.js'
 * @import { Store } from '../store/store.js'
 * @import { Api } from '../wire/api.js'
 * @import { GoverningApi, RoomChange } from '../wire/governing-api.js'
 * @import { PeopleApi } from '../wire/people-api.js'
 * @import { Message } from '../wire/types.js'
 */

/** What owners and moderators do that changes what this page shows; the rest they ask of the API alone. Each throws what went wrong. */
export class Governing {
  #store;
  #api;
  #chat;
  #people;
  /** Questions for the pins, and which messages have changed since, by id. @type {WeakMap<Conversation, Since<Message>>} */
  #asked = new WeakMap();

  /**
   * @param {Store} store
   * @param {GoverningApi} api
   * @param {Pick<Api, 'room' | 'deleteMessage'>} chat
   * @param {Pick<PeopleApi, 'members'>} people
   */
  constructor(store, api, chat, people) {
    this.#store = store;
    this.#api = api;
    this.#chat = chat;
    this.#people = people;
  }

  get api() {
    return this.#api;
  }

  /** @param {RoomChange & { name: string }} room */
  async create(room) {
    const { rooms } = this.#store;
    const created = await this.#api.create(room);
    if (rooms === this.#store.rooms) {
      rooms.put({ ...created, member: true });
      rooms.standings.entered(created._id, { role: created.role ?? 'owner' });
      rooms.query = '';
      this.#store.changed('rooms', 'room');
    }
    return created;
  }

  /**
   * A room as it is now.
   *
   * @param {string} roomId
   */
  async look(roomId) {
    return this.#put(() => this.#chat.room(roomId));
  }

  /**
   * @param {string} roomId
   * @param {RoomChange} change
   */
  async change(roomId, change) {
    return this.#put(() => this.#api.change(roomId, change));
  }

  /**
   * @param {Pick<Message, '_id' | 'room'>} message
   * @param {boolean} pinned
   */
  async pin({ _id, room }, pinned) {
    this.#show(await this.#api.pin(room, _id, pinned));
  }

  /**
   * As a moderator.
   *
   * @param {Pick<Message, '_id' | 'room'>} message
   * @param {string} reason
   */
  async deleteMessage({ _id, room }, reason) {
    this.#show(await this.#chat.deleteMessage(room, _id, reason));
  }

  /**
   * A page of the members of a room.
   *
   * @param {string} roomId
   * @param {{ q?: string, page?: string }} which
   */
  members(roomId, which) {
    return this.#people.members(roomId, { limit: 50, ...which });
  }

  /**
   * What somebody is in a room; undefined of who is no member.
   *
   * @param {string} roomId
   * @param {string} userId
   * @param {string} name
   * @returns {Promise<Role | undefined>}
   */
  async roleOf(roomId, userId, name) {
    const { items } = await this.members(roomId, { q: name });
    return items.find(({ _id }) => _id === userId)?.role;
  }

  /**
   * The list of members shows it at once; others see it when they look again.
   *
   * @param {string} roomId
   * @param {string} userId
   * @param {Role} role
   */
  async giveRole(roomId, userId, role) {
    await this.#api.giveRole(roomId, userId, role);
    const { members } = this.#store;
    if (members.roomId === roomId) {
      members.promote(userId, role);
      this.#store.changed('people');
    }
  }

  /**
   * Who hands a room over is a moderator of it then. Made an owner first: there is always one.
   *
   * @param {string} roomId
   * @param {string} userId
   */
  async handOver(roomId, userId) {
    await this.giveRole(roomId, userId, 'owner');
    const { me } = this.#store;
    if (me) {
      await this.giveRole(roomId, me._id, 'moderator');
    }
  }

  /**
   * The pinned messages of a conversation's room are known then.
   *
   * @param {string} roomId
   */
  async loadPins(roomId) {
    const conversation = this.#store.conversation(roomId);
    const asked = this.#asked.get(conversation) ?? new Since();
    this.#asked.set(conversation, asked);
    const heard = await asked.ask(() => this.#api.pins(roomId));
    if (heard) {
      conversation.pins = heard.answer;
      heard.told.forEach((message) => this.heard(message));
      this.#store.changed('room');
    }
  }

  /**
   * A message has changed: it may be pinned now, or not any more.
   *
   * @param {Message} message
   */
  heard(message) {
    const conversation = this.#store.visited(message.room);
    if (conversation) {
      this.#asked.get(conversation)?.tell(message._id, message);
    }
    const pins = conversation?.pins;
    const at = pins?.findIndex(({ _id }) => _id === message._id) ?? -1;
    if (!conversation || !pins || (at < 0 && !message.pinned)) {
      return;
    }
    const others = pins.filter(({ _id }) => _id !== message._id);
    const stays = message.pinned && !message.deleted;
    conversation.pins = !stays ? others : at < 0 ? [message, ...others] : pins.with(at, message);
    this.#store.changed('room');
  }

  /** @param {() => Promise<import('../wire/types.js').ToldRoom>} ask */
  async #put(ask) {
    const { rooms } = this.#store;
    const told = rooms.asking();
    const room = await ask();
    // What this person was told meanwhile to be there is newer.
    if (rooms === this.#store.rooms && told(room._id) === undefined) {
      rooms.put(room);
      this.#store.changed('rooms', 'room');
    }
    return room;
  }

  /** @param {Message} message */
  #show(message) {
    this.#store.visited(message.room)?.timeline.change(message);
    this.#store.rooms.renew(message);
    this.heard(message);
    this.#store.changed('log', 'rooms');
  }
}
