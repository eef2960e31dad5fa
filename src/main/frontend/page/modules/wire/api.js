import { Http } from './http.js';

/** @import { Message, Person, Profile, ProfileTexts, Registration, Suspension, ToldRoom } from './types.js' */

/** The REST side of the chat: session, rooms and messages. Every method answers plain JSON values or throws a `ChatError`. */
export class Api {
  /** For what other subjects ask of the server, as the same person. */
  http;
  /**
   * Who may register, as the server said last.
   * @type {Registration}
   */
  registration = 'open';
  /**
   * What alone keeps the person of this window's login out, as the server said last.
   * @type {Suspension | undefined}
   */
  suspended;

  /** @param {typeof globalThis.fetch} [fetch] */
  constructor(fetch) {
    this.http = new Http(fetch);
  }

  /** The token of this window's login, or nothing. */
  get token() {
    return this.http.token;
  }

  /**
   * @param {string} name
   * @param {string} password
   * @param {boolean} [stay] whether to stay signed in for long
   * @param {string} [invitation] a code, where registration needs one
   */
  async register(name, password, stay = false, invitation = '') {
    return this.#enter('register', { name, password, stay, ...(invitation && { invitation }) });
  }

  /**
   * @param {string} name
   * @param {string} password
   * @param {boolean} [stay] whether to stay signed in for long
   */
  async login(name, password, stay = false) {
    return this.#enter('login', { name, password, stay });
  }

  /** This window's token lives longer, or else the cookie; the session, and its connection, go on. */
  async renew() {
    const renewed = this.http.token;
    const { body } = await this.http.call('POST', '/api/auth/renewal');
    // Meanwhile somebody may have logged out, or in again.
    if (renewed && this.http.token === renewed) {
      this.http.token = body.token;
    }
  }

  async logout() {
    await this.http.call('POST', '/api/auth/logout');
    this.http.token = '';
  }

  /** After the server has called the token void. */
  forgetToken() {
    this.http.token = '';
  }

  /**
   * Who is logged in, or undefined for nobody.
   *
   * @returns {Promise<Person | undefined>}
   */
  async whoAmI() {
    const { body } = await this.http.call('GET', '/api/auth/session');
    this.registration = body?.registration ?? this.registration;
    this.suspended = body?.suspended;
    return body?.user ? { ...body.user, ...(body.awaitsAdmin && { awaitsAdmin: true }) } : undefined;
  }

  /**
   * @param {string} userId
   * @returns {Promise<Profile>}
   */
  async person(userId) {
    return (await this.http.call('GET', `/api/users/${encodeURIComponent(userId)}`)).body;
  }

  /**
   * What is missing stays, null takes it away.
   *
   * @param {Partial<ProfileTexts>} change
   * @returns {Promise<Profile>}
   */
  async changeProfile(change) {
    return (await this.http.call('PATCH', '/api/users/me', change)).body;
  }

  /**
   * @param {Blob} picture
   * @returns {Promise<Profile>}
   */
  async setPicture(picture) {
    return (await this.http.call('PUT', '/api/users/me/image', picture)).body;
  }

  /** @returns {Promise<Profile>} */
  async removePicture() {
    return (await this.http.call('DELETE', '/api/users/me/image')).body;
  }

  /**
   * `{rooms, next}`, last active first; `next` is the address of the following page or undefined. `member`: only the caller's.
   *
   * @param {{ q?: string, member?: boolean, page?: string }} [which]
   * @returns {Promise<{ rooms: ToldRoom[], next: string | undefined }>}
   */
  async rooms({ q = '', member = false, page = '' } = {}) {
    const query = new URLSearchParams({ ...(q && { q }), ...(member && { member: 'true' }) }).toString();
    const { body, links } = await this.http.call('GET', page || `/api/chat/rooms${query ? `?${query}` : ''}`);
    return { rooms: body, next: links.next && onThisOrigin(links.next) };
  }

  /**
   * @param {string} roomId
   * @returns {Promise<ToldRoom>}
   */
  async room(roomId) {
    return (await this.http.call('GET', roomPath(roomId))).body;
  }

  /** @param {string} roomId */
  async deleteRoom(roomId) {
    await this.http.call('DELETE', roomPath(roomId));
  }

  /**
   * @param {string} roomId
   * @returns {Promise<ToldRoom>}
   */
  async joinRoom(roomId) {
    return (await this.http.call('POST', `${roomPath(roomId)}/join`)).body.room;
  }

  /** @param {string} roomId */
  async leaveRoom(roomId) {
    await this.http.call('DELETE', `${roomPath(roomId)}/leave`);
  }

  /**
   * Members whose name begins with `q`, ignoring case.
   *
   * @param {string} roomId
   * @param {string} [q]
   * @returns {Promise<Person[]>}
   */
  async members(roomId, q = '') {
    return (await this.http.call('GET', `${roomPath(roomId)}/members${q ? `?${new URLSearchParams({ q })}` : ''}`)).body;
  }

  /**
   * `{messages, older, newer}`, oldest first; without `before` or `after` the newest 50.
   *
   * @param {string} roomId
   * @param {{ before?: number, after?: number, limit?: number }} [query]
   * @returns {Promise<{ messages: Message[], older: boolean, newer: boolean }>}
   */
  async messages(roomId, query = {}) {
    const search = queryOf(query);
    const { body, links } = await this.http.call('GET', `${roomPath(roomId)}/messages${search ? `?${search}` : ''}`);
    return { messages: body, older: Boolean(links.prev), newer: Boolean(links.next) };
  }

  /**
   * `{messages, more}`: messages whose latest change came after `since`, in the order of changes.
   *
   * @param {string} roomId
   * @param {number} since
   * @returns {Promise<{ messages: Message[], more: boolean }>}
   */
  async changes(roomId, since) {
    const { body, links } = await this.http.call('GET', `${roomPath(roomId)}/changes?${queryOf({ since, limit: 200 })}`);
    return { messages: body, more: Boolean(links.next) };
  }

  /**
   * @param {string} roomId
   * @param {{ content: string, clientId: string, replyTo?: string }} message
   * @returns {Promise<Message>}
   */
  async postMessage(roomId, { content, clientId, replyTo }) {
    const { body } = await this.http.call('POST', `${roomPath(roomId)}/messages`, { content, clientId, ...(replyTo && { replyTo }) });
    return body.message;
  }

  /**
   * @param {string} roomId
   * @param {string} messageId
   * @param {string} content
   * @returns {Promise<Message>}
   */
  async editMessage(roomId, messageId, content) {
    return (await this.http.call('PATCH', messagePath(roomId, messageId), { content })).body.message;
  }

  /**
   * @param {string} roomId
   * @param {string} messageId
   * @param {string} [reason] as a moderator
   * @returns {Promise<Message>}
   */
  async deleteMessage(roomId, messageId, reason = '') {
    const query = reason ? `?${queryOf({ reason })}` : '';
    return (await this.http.call('DELETE', `${messagePath(roomId, messageId)}${query}`)).body.message;
  }

  /**
   * Puts the caller's reaction there, or takes it away.
   *
   * @param {string} roomId
   * @param {string} messageId
   * @param {string} emoji
   * @param {boolean} there
   * @returns {Promise<Message>}
   */
  async react(roomId, messageId, emoji, there) {
    const path = `${messagePath(roomId, messageId)}/reactions/${encodeURIComponent(emoji)}`;
    return (await this.http.call(there ? 'PUT' : 'DELETE', path)).body.message;
  }

  /** @returns {Promise<{ roomId: string, lastRead: number }[]>} */
  async markAllRead() {
    return (await this.http.call('POST', '/api/chat/rooms/read', {})).body.rooms;
  }

  /**
   * `{messages, next}` of one room, newest first; `next` is the address to look further, or undefined.
   *
   * @param {string} roomId
   * @param {string} q
   * @param {string} [page]
   * @returns {Promise<{ messages: Message[], next: string | undefined }>}
   */
  async searchRoom(roomId, q, page = '') {
    const { body, links } = await this.http.call('GET', page || `${roomPath(roomId)}/search?${new URLSearchParams({ q })}`);
    return { messages: body, next: links.next && onThisOrigin(links.next) };
  }

  /**
   * `{messages}` of all the caller's rooms, newest first, each with `roomName`.
   *
   * @param {string} q
   * @returns {Promise<{ messages: Message[], next?: undefined }>}
   */
  async searchAll(q) {
    return { messages: (await this.http.call('GET', `/api/chat/search?${new URLSearchParams({ q })}`)).body };
  }

  /**
   * @param {'register' | 'login'} door
   * @param {{ name: string, password: string, stay: boolean, invitation?: string }} person
   * @returns {Promise<Person>}
   */
  async #enter(door, person) {
    this.http.token = '';
    const { body } = await this.http.call('POST', `/api/auth/${door}`, person);
    this.http.token = body.token ?? '';
    return body.user;
  }
}

/**
 * Behind a proxy a server may not know by which name it was called; the path is what counts.
 *
 * @param {string} address
 */
export function onThisOrigin(address) {
  const { pathname, search } = new URL(address, 'http://this');
  return pathname + search;
}

/** @param {Record<string, string | number>} values */
export function queryOf(values) {
  return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();
}

/** @param {string} roomId */
export function roomPath(roomId) {
  return `/api/chat/rooms/${encodeURIComponent(roomId)}`;
}

/**
 * @param {string} roomId
 * @param {string} messageId
 */
export function messagePath(roomId, messageId) {
  return `${roomPath(roomId)}/messages/${encodeURIComponent(messageId)}`;
}
