import { randomBytes } from 'node:crypto';

if (!process.env.ANIPUB_URL) {
  throw new Error('ANIPUB_URL must name the running server, e.g. http://127.0.0.1:8080');
}

/** The server under test, without a slash at its end. */
export const ORIGIN = process.env.ANIPUB_URL.replace(/\/+$/, '');
export const PASSWORD = 'correct horse battery';

/** A machine that does much else at the same time is no fault of what is tested. */
export const PATIENCE_MS = Number(process.env.ANIPUB_PATIENCE_MS ?? 60_000);
const LOOK_EVERY_MS = 20;

/** A name that no earlier run on the same server has taken. */
export const unique = (word) => `${word} ${randomBytes(4).toString('hex')}`;

/** Asks again until the answer is true; says in the end what it saw last. */
export async function eventually(what, ask, patience = PATIENCE_MS) {
  const deadline = Date.now() + patience;
  let last;
  do {
    try {
      last = await ask();
      if (last) {
        return last;
      }
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
  } while (Date.now() < deadline);
  throw new Error(`${what}: not within ${patience} ms; last seen: ${last instanceof Error ? last.stack : last}`);
}

/** The promise's value, or an error that names what did not come. */
export function within(what, promise, patience = PATIENCE_MS) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${patience} ms`)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A person who talks REST. */
export class Person {
  /** @type {{ _id: string, name: string }} */
  user;
  /** @type {string} */
  token;
  /** As a pair, `anipub=…`. @type {string} */
  cookie;

  static async register(name) {
    const deadline = Date.now() + PATIENCE_MS;
    const ask = () =>
      fetch(`${ORIGIN}/api/auth/register`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name, password: PASSWORD }),
      });
    let response = await ask();
    while (response.status === 503 && Date.now() < deadline) {
      // Too many passwords are hashed just now.
      const seconds = Math.max(1, Number(response.headers.get('Retry-After')));
      await new Promise((resolve) => {
        setTimeout(resolve, seconds * 1_000);
      });
      response = await ask();
    }
    if (response.status !== 201) {
      throw new Error(`register answered ${response.status}: ${await response.text()}`);
    }
    const { user, token } = await response.json();
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .find((pair) => pair.startsWith('anipub='));
    return new Person(user, token, cookie);
  }

  constructor(user, token, cookie) {
    this.user = user;
    this.token = token;
    this.cookie = cookie;
  }

  async call(method, path, json) {
    const response = await fetch(`${ORIGIN}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, ...(json && { 'Content-Type': 'application/json' }) },
      body: json && JSON.stringify(json),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    }
    return text && JSON.parse(text);
  }

  createRoom(name, description = '') {
    return this.call('POST', '/chat/rooms', { name, description });
  }

  join(roomId) {
    return this.call('POST', `/chat/rooms/${roomId}/join`);
  }

  leaveForGood(roomId) {
    return this.call('DELETE', `/chat/rooms/${roomId}/leave`);
  }

  logOut() {
    return this.call('POST', '/auth/logout');
  }

  messages(roomId, query = '') {
    return this.call('GET', `/chat/rooms/${roomId}/messages${query}`);
  }

  async post(roomId, content, clientId) {
    return (await this.call('POST', `/chat/rooms/${roomId}/messages`, { content, ...(clientId && { clientId }) })).message;
  }
}
