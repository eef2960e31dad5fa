// Speaks Engine.IO by hand, one request or one frame at a time.
import assert from 'node:assert/strict';
import { WebSocket } from 'ws';
import { within } from '../within.js';

const ORIGIN = (process.env.CONFORMANCE_URL ?? 'http://localhost:3000').replace(/\/$/, '');

/** The times that the suites ask of the server, in milliseconds. */
export const PING_INTERVAL = 300;
export const PING_TIMEOUT = 200;

/** Nothing the server has to do takes longer than this, unless a test waits for the heartbeat. */
const PATIENCE = 5_000;

/** The way in to one engine, for clients of one revision of the protocol. */
export class Door {
  constructor(path, revision) {
    this.base = `${ORIGIN}${path}`;
    this.revision = revision;
  }

  url(query) {
    return `${this.base}?${new URLSearchParams(query)}`;
  }

  fetch(query, init) {
    return fetch(this.url(query), { signal: AbortSignal.timeout(PATIENCE), ...init });
  }

  poll(sid, init) {
    return this.fetch({ EIO: this.revision, transport: 'polling', sid }, init);
  }

  async post(sid, body) {
    return this.fetch({ EIO: this.revision, transport: 'polling', sid }, { method: 'POST', body });
  }

  /** What the server sends next over polling: the payload's text. */
  async pollText(sid) {
    const answer = await this.poll(sid);
    assert.equal(answer.status, 200);
    return answer.text();
  }

  async postOk(sid, body) {
    const answer = await this.post(sid, body);
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), 'ok');
  }

  /** Opens a session by polling; the answer's text. */
  async open(more = {}) {
    const answer = await this.fetch({ EIO: this.revision, transport: 'polling', ...more });
    assert.equal(answer.status, 200);
    return answer.text();
  }

  async openSid() {
    const text = await this.open();
    return JSON.parse(text.slice(text.indexOf('{'))).sid;
  }

  webSocket(query) {
    return new Frames(new WebSocket(this.url(query).replace(/^http/, 'ws')));
  }

  /** A session on a WebSocket; its open packet has been taken. */
  async openWebSocket(more = {}) {
    const frames = this.webSocket({ EIO: this.revision, transport: 'websocket', ...more });
    await frames.next();
    return frames;
  }

  async assertUnknown(sid) {
    assert.equal((await this.poll(sid)).status, 400);
  }
}

/** What comes on one WebSocket, in order, whoever asks for it and when. */
export class Frames {
  #socket;
  #came = [];
  #waiting = [];
  #closed;

  constructor(socket) {
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }) => {
      const frame = typeof data === 'string' ? data : [...new Uint8Array(data)];
      this.#waiting.length > 0 ? this.#waiting.shift()(frame) : this.#came.push(frame);
    });
    // A refused handshake is an error first, and closes then.
    socket.addEventListener('error', () => {});
    this.#closed = new Promise((resolve) => socket.addEventListener('close', resolve));
    this.opened = new Promise((resolve) => socket.addEventListener('open', resolve));
  }

  /** The next frame: a string, or an array of bytes. */
  next() {
    const frame = this.#came.length > 0 ? this.#came.shift() : new Promise((resolve) => this.#waiting.push(resolve));
    return within(PATIENCE, 'a frame', Promise.race([frame, this.#closed.then(() => assert.fail('closed before a frame came'))]));
  }

  /** The next frame that is no ping of the server's; pings are answered. */
  async nextMessage() {
    for (;;) {
      const frame = await this.next();
      if (frame !== '2') {
        return frame;
      }
      this.send('3');
    }
  }

  send(frame) {
    this.#socket.send(frame);
  }

  close() {
    this.#socket.close();
  }

  /** Waits until the server has closed the connection, or refused it. */
  closes() {
    return within(PATIENCE, 'the close', this.#closed);
  }

  /** Frames that came and were not asked for. */
  get unread() {
    return this.#came;
  }
}
