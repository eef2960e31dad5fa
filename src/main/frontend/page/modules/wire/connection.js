import { ChatError, fromAck } from './errors.js';
import { CODES } from './words.js';

const ACK_PATIENCE_MS = 8_000;
const REFUSED_AGAIN_MS = 5_000;

/**
 * The Socket.IO side of the chat: one socket per login, and the one place that knows how it is doing.
 * `handlers`: `onState(state, since, attempt)`, `onConnected(recovered)` (recovered: the server has sent, or is sending, all that was missed), `onUnauthorized()`, `onDismissed()` (the server ended the
 * connection on purpose), and one `on(event, payload)` for everything the server says.
 */
export class Connection {
  #io;
  #window;
  #handlers;
  #socket;
  #since = 0;
  #attempt = 0;
  #again;

  constructor(io, handlers, window = globalThis) {
    this.#io = io;
    this.#handlers = handlers;
    this.#window = window;
    window.addEventListener('online', () => this.hurry());
    window.addEventListener('offline', () => this.#report());
  }

  /** `token()` answers the token in memory, or the empty string where the cookie has to do. */
  open(token) {
    this.close();
    this.#since = 0;
    this.#attempt = 0;
    const socket = this.#io({
      forceNew: true,
      auth: (give) => give(token() ? { token: token() } : {}),
    });
    this.#socket = socket;
    const mine = (handler) => (...args) => {
      if (this.#socket === socket) {
        handler(...args);
      }
    };
    socket.on('connect', mine(() => {
      this.#since = 0;
      this.#attempt = 0;
      this.#report();
      this.#handlers.onConnected(socket.recovered === true);
    }));
    socket.on('disconnect', mine((reason) => {
      this.#since ||= Date.now();
      this.#report();
      if (reason === 'io server disconnect') {
        this.#handlers.onDismissed();
      }
    }));
    socket.on('connect_error', mine((error) => {
      this.#since ||= Date.now();
      if (error.data?.code === CODES.unauthorized || error.message === CODES.unauthorized) {
        this.#handlers.onUnauthorized();
        return;
      }
      this.#report();
      // A refusal in so many words ends the library's own retries; any other trouble does not.
      if (!socket.active) {
        this.#connectLater();
      }
    }));
    socket.io.on('reconnect_attempt', mine((attempt) => {
      this.#attempt = attempt;
      this.#report();
    }));
    socket.onAny(mine((event, payload) => this.#handlers.on(event, payload)));
    this.#report();
  }

  close() {
    this.#window.clearTimeout(this.#again);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.disconnect();
  }

  /** Tries once more after the server ended the connection but the login still holds. */
  reopen() {
    this.#connectLater();
  }

  get connected() {
    return this.#socket?.connected ?? false;
  }

  /** The ack's fields, or a `ChatError` for `{ok:false}`, silence and a lost connection. */
  async request(event, payload) {
    if (!this.connected) {
      throw new ChatError(CODES.network);
    }
    let ack;
    try {
      ack = await this.#socket.timeout(ACK_PATIENCE_MS).emitWithAck(event, payload);
    } catch {
      throw new ChatError(this.connected ? CODES.timeout : CODES.network);
    }
    if (!ack?.ok) {
      throw fromAck(ack);
    }
    return ack;
  }

  /** Says something that needs no answer; nothing is kept for later if the connection is away. */
  tell(event, payload) {
    if (this.connected) {
      this.#socket.emit(event, payload);
    }
  }

  #report() {
    if (!this.#socket) {
      return;
    }
    // A socket that lives needs no network: to a server on the same machine it stays open while the browser is offline.
    if (this.connected) {
      this.#handlers.onState('connected', 0, 0);
    } else if (this.#window.navigator.onLine === false) {
      this.#since ||= Date.now();
      this.#handlers.onState('offline', this.#since, 0);
    } else {
      this.#handlers.onState(this.#since ? 'reconnecting' : 'connecting', this.#since, this.#attempt);
    }
  }

  /** Tries at once, without sitting out the rest of a back-off: the network is back, or somebody asks for it. */
  hurry() {
    this.#report();
    if (this.#socket && !this.connected) {
      this.#socket.disconnect().connect();
    }
  }

  #connectLater() {
    this.#window.clearTimeout(this.#again);
    const socket = this.#socket;
    this.#again = this.#window.setTimeout(() => {
      if (this.#socket === socket) {
        socket?.connect();
      }
    }, REFUSED_AGAIN_MS * (0.5 + Math.random()));
  }
}
