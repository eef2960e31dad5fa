import { ChatError, fromAck } from './errors.js';
import { CODES } from './protocol.js';

/**
 * @import { ConnectionState } from '../store/store.js'
 * @import { Ack, Told } from './types.js'
 * @import { Socket, io as connect } from 'socket.io-client'
 */

const ACK_PATIENCE_MS = 8_000;
const REFUSED_AGAIN_MS = 5_000;

/**
 * What of a browser's window it needs.
 *
 * @typedef {Pick<Window, 'addEventListener' | 'setTimeout' | 'clearTimeout'> & { navigator: { onLine: boolean } }} Surroundings
 */

/**
 * `onConnected(recovered)`: the server has sent, or is sending, all that was missed. `onDismissed`: it ended the connection
 * on purpose. `on`: everything the server says.
 *
 * @typedef {object} Handlers
 * @property {(state: ConnectionState, since: number, attempt: number) => void} onState
 * @property {(recovered: boolean) => void} onConnected
 * @property {() => void} onUnauthorized
 * @property {() => void} onDismissed
 * @property {<E extends keyof Told>(event: E, payload: Told[E]) => void} on
 */

/**
 * The Socket.IO side of the chat: one socket per login, and the one place that knows how it is doing.
 */
export class Connection {
  /** @type {typeof connect} */
  #io;
  /** @type {Surroundings} */
  #window;
  /** @type {Handlers} */
  #handlers;
  /** @type {Socket | undefined} */
  #socket;
  #since = 0;
  #attempt = 0;
  /** @type {number | undefined} */
  #again;

  /**
   * @param {typeof connect} io
   * @param {Handlers} handlers
   * @param {Surroundings} [window]
   */
  constructor(io, handlers, window = globalThis) {
    this.#io = io;
    this.#handlers = handlers;
    this.#window = window;
    window.addEventListener('online', () => this.hurry());
    window.addEventListener('offline', () => this.#report());
  }

  /**
   * `token()` answers the token in memory, or the empty string where the cookie has to do.
   *
   * @param {() => string} token
   */
  open(token) {
    this.close();
    this.#since = 0;
    this.#attempt = 0;
    const socket = this.#io({
      forceNew: true,
      auth: (give) => give(token() ? { token: token() } : {}),
    });
    this.#socket = socket;
    /**
     * What a former socket says is none of our business.
     *
     * @template {unknown[]} A
     * @param {(...what: A) => void} handler
     * @returns {(...what: A) => void}
     */
    const mine =
      (handler) =>
      (...what) => {
        if (this.#socket === socket) {
          handler(...what);
        }
      };
    socket.on(
      'connect',
      mine(() => {
        this.#since = 0;
        this.#attempt = 0;
        this.#report();
        this.#handlers.onConnected(socket.recovered === true);
      }),
    );
    socket.on(
      'disconnect',
      mine((/** @type {string} */ reason) => {
        this.#since ||= Date.now();
        this.#report();
        if (reason === 'io server disconnect') {
          this.#handlers.onDismissed();
        }
      }),
    );
    socket.on(
      'connect_error',
      mine((/** @type {Error & { data?: { code?: string } }} */ error) => {
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
      }),
    );
    socket.io.on(
      'reconnect_attempt',
      mine((/** @type {number} */ attempt) => {
        this.#attempt = attempt;
        this.#report();
      }),
    );
    socket.onAny(mine((/** @type {keyof Told} */ event, /** @type {Told[keyof Told]} */ payload) => this.#handlers.on(event, payload)));
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

  /**
   * The ack's fields, or a `ChatError` for `{ok:false}`, silence and a lost connection.
   *
   * @param {string} event
   * @param {object} payload
   * @returns {Promise<Ack>}
   */
  async request(event, payload) {
    const socket = this.#socket;
    if (!socket?.connected) {
      throw new ChatError(CODES.network);
    }
    /** @type {Ack | undefined} */
    let ack;
    try {
      ack = await socket.timeout(ACK_PATIENCE_MS).emitWithAck(event, payload);
    } catch {
      throw new ChatError(this.connected ? CODES.timeout : CODES.network);
    }
    if (!ack?.ok) {
      throw fromAck(ack);
    }
    return ack;
  }

  /**
   * Says something that needs no answer; nothing is kept for later if the connection is away.
   *
   * @param {string} event
   * @param {object} payload
   */
  tell(event, payload) {
    if (this.connected) {
      this.#socket?.emit(event, payload);
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
    this.#again = this.#window.setTimeout(
      () => {
        if (this.#socket === socket) {
          socket?.connect();
        }
      },
      REFUSED_AGAIN_MS * (0.5 + Math.random()),
    );
  }
}
