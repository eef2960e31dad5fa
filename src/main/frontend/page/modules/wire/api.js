import { ChatError, fromProblem } from './errors.js';
import { parseLinks } from './link.js';
import { CODES } from './words.js';

const PATIENCE_MS = 15_000;

/** The REST side of the chat. Every method answers plain JSON values or throws a `ChatError`. */
export class Api {
  #fetch;
  #token = '';

  constructor(fetch = globalThis.fetch.bind(globalThis)) {
    this.#fetch = fetch;
  }

  /** The token of this window's login; memory only. After a reload the HttpOnly cookie takes its place and this is empty. */
  get token() {
    return this.#token;
  }

  async register(name, password) {
    return this.#enter('register', name, password);
  }

  async login(name, password) {
    return this.#enter('login', name, password);
  }

  async logout() {
    await this.#call('POST', '/api/auth/logout');
    this.#token = '';
  }

  /** After the server has called the token void. */
  forgetToken() {
    this.#token = '';
  }

  /** Who is logged in, `{_id, name, image}`, or undefined for nobody. */
  async whoAmI() {
    return (await this.#call('GET', '/api/auth/session')).body?.user ?? undefined;
  }

  /** `{rooms, next}`, last active first; `next` is the address of the following page or undefined. `member`: only the caller's. */
  async rooms({ q = '', member = false, page = '' } = {}) {
    const query = new URLSearchParams({ ...(q && { q }), ...(member && { member: 'true' }) }).toString();
    const { body, links } = await this.#call('GET', page || `/api/chat/rooms${query ? `?${query}` : ''}`);
    return { rooms: body, next: links.next && onThisOrigin(links.next) };
  }

  async room(roomId) {
    return (await this.#call('GET', roomPath(roomId))).body;
  }

  async createRoom(name, description, retention) {
    return (await this.#call('POST', '/api/chat/rooms', { name, ...(description && { description }), ...(retention && { retention }) })).body;
  }

  async changeRoom(roomId, change) {
    return (await this.#call('PATCH', roomPath(roomId), change)).body;
  }

  async deleteRoom(roomId) {
    await this.#call('DELETE', roomPath(roomId));
  }

  async joinRoom(roomId) {
    return (await this.#call('POST', `${roomPath(roomId)}/join`)).body.room;
  }

  async leaveRoom(roomId) {
    await this.#call('DELETE', `${roomPath(roomId)}/leave`);
  }

  /** Members whose name begins with `q`, ignoring case. */
  async members(roomId, q = '') {
    return (await this.#call('GET', `${roomPath(roomId)}/members${q ? `?${new URLSearchParams({ q })}` : ''}`)).body;
  }

  /** `{messages, older, newer}`, oldest first; without `before` or `after` the newest 50. */
  async messages(roomId, query = {}) {
    const search = new URLSearchParams(query).toString();
    const { body, links } = await this.#call('GET', `${roomPath(roomId)}/messages${search ? `?${search}` : ''}`);
    return { messages: body, older: Boolean(links.prev), newer: Boolean(links.next) };
  }

  /** `{messages, more}`: messages whose latest change came after `since`, in the order of changes. */
  async changes(roomId, since) {
    const { body, links } = await this.#call('GET', `${roomPath(roomId)}/changes?${new URLSearchParams({ since, limit: 200 })}`);
    return { messages: body, more: Boolean(links.next) };
  }

  async postMessage(roomId, { content, clientId, replyTo }) {
    const { body } = await this.#call('POST', `${roomPath(roomId)}/messages`, { content, clientId, ...(replyTo && { replyTo }) });
    return body.message;
  }

  async editMessage(roomId, messageId, content) {
    return (await this.#call('PATCH', messagePath(roomId, messageId), { content })).body.message;
  }

  async deleteMessage(roomId, messageId) {
    return (await this.#call('DELETE', messagePath(roomId, messageId))).body.message;
  }

  /** Puts the caller's reaction there, or takes it away. */
  async react(roomId, messageId, emoji, there) {
    const path = `${messagePath(roomId, messageId)}/reactions/${encodeURIComponent(emoji)}`;
    return (await this.#call(there ? 'PUT' : 'DELETE', path)).body.message;
  }

  async markRead(roomId, seq) {
    return (await this.#call('POST', `${roomPath(roomId)}/read`, { seq })).body;
  }

  async markAllRead() {
    return (await this.#call('POST', '/api/chat/rooms/read', {})).body.rooms;
  }

  /** `{messages, next}` of one room, newest first; `next` is the address to look further, or undefined. */
  async searchRoom(roomId, q, page = '') {
    const { body, links } = await this.#call('GET', page || `${roomPath(roomId)}/search?${new URLSearchParams({ q })}`);
    return { messages: body, next: links.next && onThisOrigin(links.next) };
  }

  /** `{messages}` of all the caller's rooms, newest first, each with `roomName`. */
  async searchAll(q) {
    return { messages: (await this.#call('GET', `/api/chat/search?${new URLSearchParams({ q })}`)).body };
  }

  async #enter(door, name, password) {
    this.#token = '';
    const { body } = await this.#call('POST', `/api/auth/${door}`, { name, password });
    this.#token = body.token ?? '';
    return body.user;
  }

  async #call(method, path, json) {
    const headers = { Accept: 'application/json' };
    if (json !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    if (this.#token) {
      headers.Authorization = `Bearer ${this.#token}`;
    }
    let response;
    let answer;
    try {
      response = await this.#fetch(path, {
        method,
        headers,
        body: json === undefined ? undefined : JSON.stringify(json),
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      answer = await response.text();
    } catch (cause) {
      throw new ChatError(cause?.name === 'TimeoutError' ? CODES.timeout : CODES.network);
    }
    const body = parse(answer);
    if (!response.ok) {
      throw fromProblem(response.status, body, response.headers.get('Retry-After'));
    }
    return { body, links: parseLinks(response.headers.get('Link')) };
  }
}

/** Behind a proxy a server may not know by which name it was called; the path is what counts. */
function onThisOrigin(address) {
  const { pathname, search } = new URL(address, 'http://this');
  return pathname + search;
}

function roomPath(roomId) {
  return `/api/chat/rooms/${encodeURIComponent(roomId)}`;
}

function messagePath(roomId, messageId) {
  return `${roomPath(roomId)}/messages/${encodeURIComponent(messageId)}`;
}

function parse(answer) {
  try {
    return answer ? JSON.parse(answer) : undefined;
  } catch {
    // A proxy's HTML error page, say: the status tells enough.
    return undefined;
  }
}
