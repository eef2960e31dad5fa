import { putRoomInAddress } from '../address.js';
import { Keepsakes } from '../store/keepsakes.js';
import { text } from '../texts/texts.js';
import { backoff } from '../wire/backoff.js';
import { CODES } from '../wire/words.js';

const LONGEST_PAUSE_MS = 8_000;

/** Who is logged in, from the door to the way out. */
export class Session {
  #store;
  #connection;
  #api;
  #begin;
  #end;
  #leaving = false;
  #keepsakes;
  #confirming = 0;

  /** `begin(keepsakes)` and `end()` are told when somebody has come in, and when they are gone. */
  constructor(store, { connection, api }, { begin, end }) {
    this.#store = store;
    this.#connection = connection;
    this.#api = api;
    this.#begin = begin;
    this.#end = end;
  }

  get keepsakes() {
    return this.#keepsakes;
  }

  /** After a reload the cookie may still say who it is; while the server is away, nobody knows. */
  async resume() {
    for (let tries = 1; ; tries += 1) {
      try {
        const me = await this.#api.whoAmI();
        await (me ? this.#entered(me) : this.ended(''));
        return;
      } catch (error) {
        if (!error.passing) {
          this.ended(error.message);
          return;
        }
        this.#store.sayTrouble(error);
      }
      await aWhile(tries);
    }
  }

  /**
   * After a new connection: true once it is known that it is this person's. The cookie may be somebody else's by now,
   * who has logged in in another window; then this session ends. Of several questions only the latest is answered so.
   */
  async confirm() {
    this.#confirming += 1;
    const turn = this.#confirming;
    // A token of this window's own says who it is.
    for (let tries = 1; !this.#api.token; tries += 1) {
      try {
        const me = await this.#api.whoAmI();
        return turn === this.#confirming && this.#isStill(me);
      } catch (error) {
        if (turn !== this.#confirming) {
          return false;
        }
        if (!error.passing) {
          this.ended(error.message);
          return false;
        }
      }
      await aWhile(tries);
    }
    return true;
  }

  async enter(door, name, password) {
    await this.#entered(await (door === 'register' ? this.#api.register(name, password) : this.#api.login(name, password)));
  }

  async leave() {
    this.#leaving = true;
    try {
      await this.#api.logout();
    } catch (error) {
      if (error.code !== CODES.unauthorized) {
        this.#store.say('logout', text('door.logout.failed', { why: error.message }));
        return;
      }
    } finally {
      this.#leaving = false;
    }
    this.#keepsakes?.clear();
    this.#keepsakes = undefined;
    putRoomInAddress('');
    this.ended('');
  }

  /** The login is over; drafts and unsent messages wait for the next one of the same person. */
  ended(why) {
    this.#confirming += 1;
    this.#end();
    this.#keepsakes = undefined;
    this.#api.forgetToken();
    this.#connection.close();
    this.#store.reset();
    this.#store.asked = true;
    this.#store.toasts.clear();
    if (why) {
      this.#store.say('session', why, { stays: true });
    }
    this.#store.changed('session', 'alert');
  }

  /** Logged out elsewhere, expired, or the server going down: only asking tells. */
  async dismissed() {
    if (this.#leaving) {
      return;
    }
    try {
      if (!this.#isStill(await this.#api.whoAmI())) {
        return;
      }
    } catch (error) {
      // A token of this window's own that counts no more is refused.
      if (error.code === CODES.unauthorized) {
        this.ended(text('door.ended'));
        return;
      }
    }
    this.#connection.reopen();
  }

  #isStill(person) {
    const { me } = this.#store;
    if (me && me._id !== person?._id) {
      this.ended(text('door.ended'));
    }
    return Boolean(me) && me._id === person?._id;
  }

  async #entered(me) {
    this.#store.me = me;
    this.#store.asked = true;
    this.#store.toasts.clear();
    this.#store.learn(me._id, me.name);
    this.#keepsakes = new Keepsakes(storage(), me._id);
    for (const [roomId, draft] of Object.entries(this.#keepsakes.drafts())) {
      this.#store.conversation(roomId).draft = draft;
    }
    this.#store.changed('session', 'alert');
    this.#connection.open(() => this.#api.token);
    await this.#begin(this.#keepsakes);
  }
}

function aWhile(tries) {
  return new Promise((resolve) => {
    setTimeout(resolve, backoff(tries, { longest: LONGEST_PAUSE_MS }));
  });
}

/** Where storage is forbidden, even naming it may throw. */
function storage() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
