import { parseLinks } from './link.js';
import { ChatError, fromProblem } from './words.js';

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

  async me() {
    return (await this.#call('GET', '/api/auth/me')).body;
  }

  /** `{rooms, next}`; `next` is the address of the following page or undefined. */
  async rooms({ q = '', page = '' } = {}) {
    const path = page || `/api/chat/rooms${q ? `?${new URLSearchParams({ q })}` : ''}`;
    const { body, links } = await this.#call('GET', path);
    return { rooms: body, next: links.next && onThisOrigin(links.next) };
  }

  async room(roomId) {
    return (await this.#call('GET', roomPath(roomId))).body;
  }

  async createRoom(name, description) {
    return (await this.#call('POST', '/api/chat/rooms', { name, ...(description && { description }) })).body;
  }

  async leaveRoom(roomId) {
    await this.#call('DELETE', `${roomPath(roomId)}/leave`);
  }

  /** `{messages, older, newer}`, oldest first; without `before` or `after` the newest 50. */
  async messages(roomId, query = {}) {
    const search = new URLSearchParams(query).toString();
    const { body, links } = await this.#call('GET', `${roomPath(roomId)}/messages${search ? `?${search}` : ''}`);
    return { messages: body, older: Boolean(links.prev), newer: Boolean(links.next) };
  }

  async postMessage(roomId, content, clientId) {
    return (await this.#call('POST', `${roomPath(roomId)}/messages`, { content, clientId })).body.message;
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
    let text;
    try {
      response = await this.#fetch(path, {
        method,
        headers,
        body: json === undefined ? undefined : JSON.stringify(json),
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      text = await response.text();
    } catch (cause) {
      throw new ChatError(cause?.name === 'TimeoutError' ? 'timeout' : 'network');
    }
    const body = parse(text);
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

function parse(text) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    // A proxy's HTML error page, say: the status tells enough.
    return undefined;
  }
}
