import { putRoomInAddress } from '../address.js';
import { Latest } from '../latest.js';
import { SavedWork } from '../store/saved-work.js';
import { text } from '../texts/texts.js';
import { backoff } from '../wire/backoff.js';
import { asChatError, suspendedWords } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { ChatError } from '../wire/errors.js'
 * @import { Person, Wire } from '../wire/types.js'
 */

const LONGEST_PAUSE_MS = 8_000;

/** Well within half of a login's life, which is hours or days. */
const RENEW_EVERY_MS = 20 * 60_000;

/** Who is logged in, from the door to the way out. */
export class Session {
  #store;
  #connection;
  #api;
  #begin;
  #end;
  #leaving = false;
  /** Whether the connection has ended while the person was leaving. */
  #missed = false;
  /** @type {SavedWork | undefined} */
  #savedWork;
  #confirming = new Latest();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #renewals;

  /**
   * `begin(savedWork)` and `end()` are told when somebody has come in, and when they are gone.
   *
   * @param {Store} store
   * @param {Wire} wire
   * @param {{ begin: (savedWork: SavedWork) => Promise<void>, end: () => void }} told
   */
  constructor(store, { connection, api }, { begin, end }) {
    this.#store = store;
    this.#connection = connection;
    this.#api = api;
    this.#begin = begin;
    this.#end = end;
  }

  get savedWork() {
    return this.#savedWork;
  }

  /** After a reload the cookie may still say who it is; while the server is away, nobody knows. */
  async resume() {
    const { person, error } = await this.#identify({ onTrouble: (trouble) => this.#store.sayTrouble(trouble) });
    this.#store.registration = this.#api.registration;
    if (person) {
      await this.#entered(person);
    } else {
      this.ended(error?.message ?? this.#whyOut(''));
    }
  }

  /**
   * After a new connection: true once it is known that it is this person's. The cookie may be somebody else's by now,
   * who has logged in in another window; then this session ends. Of several questions only the latest is answered so.
   */
  async confirm() {
    const isLatest = this.#confirming.begin();
    // A token of this window's own says who it is.
    const { person, error } = await this.#identify({ wanted: () => isLatest() && !this.#api.token });
    if (!isLatest()) {
      return false;
    }
    if (error) {
      this.ended(error.message);
      return false;
    }
    if (this.#api.token) {
      this.refresh().catch(() => {
        // The next connection asks again.
      });
      return true;
    }
    return this.#renewed(person);
  }

  /**
   * Asks who is logged in, again and again while the trouble passes and it is `wanted`.
   *
   * @param {{ wanted?: () => boolean, onTrouble?: (error: ChatError) => void }} how
   * @returns {Promise<{ person?: Person, error?: ChatError }>}
   */
  async #identify({ wanted = () => true, onTrouble }) {
    for (let tries = 1; wanted(); tries += 1) {
      try {
        return { person: await this.#api.whoAmI() };
      } catch (cause) {
        const error = asChatError(cause);
        if (!error.passing) {
          return { error };
        }
        onTrouble?.(error);
      }
      await aWhile(tries);
    }
    return {};
  }

  /**
   * @param {'login' | 'register'} door
   * @param {string} name
   * @param {string} password
   * @param {boolean} stay whether to stay signed in for long
   * @param {string} [invitation] a code, where registration needs one
   */
  async enter(door, name, password, stay, invitation) {
    try {
      const person = door === 'register' ? this.#api.register(name, password, stay, invitation) : this.#api.login(name, password, stay);
      await this.#entered(await person);
    } catch (cause) {
      if (door === 'register' && asChatError(cause).code === CODES.forbidden) {
        // Who may register is no longer what it was.
        await this.#api.whoAmI().catch(() => undefined);
        this.#store.registration = this.#api.registration;
      }
      throw cause;
    }
  }

  async leave() {
    try {
      await this.#undisturbed(() => this.#api.logout());
    } catch (cause) {
      const error = asChatError(cause);
      if (error.code !== CODES.unauthorized) {
        this.#store.say('logout', text('door.logout.failed', { why: error.message }));
        return;
      }
    }
    this.#gone('');
  }

  /**
   * Does what ends all logins of this person but gives this window a new one, such as another password.
   *
   * @param {() => Promise<unknown>} act throws what went wrong; then nothing has changed
   */
  async anew(act) {
    await this.#undisturbed(act);
    if (this.#store.me) {
      this.#connection.open(() => this.#api.token);
    }
  }

  /**
   * Does what ends this person's account: nothing of theirs stays in this window.
   *
   * @param {() => Promise<unknown>} act throws what went wrong; then nothing has changed
   * @param {string} words to be said at the door
   */
  async over(act, words) {
    await this.#undisturbed(act);
    this.#gone(words);
  }

  /** Asks anew who this person is, such as whether they are an admin. */
  async refresh() {
    this.#renewed(await this.#api.whoAmI());
  }

  /**
   * What was just read of who is logged in. True if it is this person still.
   *
   * @param {Person | undefined} person
   */
  #renewed(person) {
    const same = this.#isStill(person);
    if (same) {
      this.#store.me = person;
      this.#store.changed('session', 'room', 'inbox');
    }
    return same;
  }

  /**
   * While the person ends this login, its connection may end first: that says nothing.
   *
   * @param {() => Promise<unknown>} act
   */
  async #undisturbed(act) {
    this.#leaving = true;
    this.#missed = false;
    try {
      await act();
    } catch (cause) {
      this.#leaving = false;
      if (this.#missed) {
        // It may have been done although no answer came.
        void this.dismissed();
      }
      throw cause;
    } finally {
      this.#leaving = false;
    }
  }

  /** @param {string} words */
  #gone(words) {
    this.#savedWork?.clear();
    this.#savedWork = undefined;
    putRoomInAddress('');
    this.ended(words);
  }

  /**
   * The login is over; drafts and unsent messages wait for the next one of the same person.
   *
   * @param {string} why to be said; '' for nothing
   */
  ended(why) {
    this.#confirming.begin();
    clearInterval(this.#renewals);
    this.#end();
    this.#savedWork = undefined;
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
      this.#missed = true;
      return;
    }
    try {
      let person = await this.#api.whoAmI();
      if (!person && !this.#api.token) {
        // Another window of this browser may just be getting another cookie for both, as with a new password.
        await aWhile(1);
        person = await this.#api.whoAmI();
      }
      if (!this.#isStill(person)) {
        return;
      }
    } catch (cause) {
      const error = asChatError(cause);
      // A token of this window's own that counts no more is refused.
      if (error.code === CODES.unauthorized) {
        this.ended(text('door.ended'));
        return;
      }
    }
    this.#connection.reopen();
  }

  /** The login goes on while the page is open. Whether it is over, the connection tells. */
  async #renew() {
    try {
      await this.#api.renew();
    } catch {
      // Next time; there are several before it ends.
    }
  }

  /** @param {Person | undefined} person */
  #isStill(person) {
    const { me } = this.#store;
    if (!me) {
      return false;
    }
    const same = me._id === person?._id;
    if (!same) {
      this.ended(this.#whyOut(text('door.ended')));
    }
    return same;
  }

  /**
   * Why nobody is logged in, as the server said last.
   *
   * @param {string} otherwise
   */
  #whyOut(otherwise) {
    const { suspended } = this.#api;
    return suspended ? suspendedWords(suspended) : otherwise;
  }

  /** @param {Person} me */
  async #entered(me) {
    this.#store.me = me;
    this.#store.asked = true;
    this.#store.toasts.clear();
    this.#store.learn(me._id, me.name);
    this.#savedWork = new SavedWork(storage(), me._id);
    for (const [roomId, draft] of Object.entries(this.#savedWork.drafts())) {
      this.#store.conversation(roomId).draft = draft;
    }
    this.#store.changed('session', 'alert');
    this.#connection.open(() => this.#api.token);
    clearInterval(this.#renewals);
    this.#renewals = setInterval(() => this.#renew(), RENEW_EVERY_MS);
    await this.#begin(this.#savedWork);
  }
}

/** @param {number} tries */
function aWhile(tries) {
  return new Promise((resolve) => {
    setTimeout(resolve, backoff(tries, { longest: LONGEST_PAUSE_MS }));
  });
}

/**
 * Where storage is forbidden, even naming it may throw.
 *
 * @returns {Storage | undefined}
 */
function storage() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
