import { Latest } from '../latest.js';
import { Members } from '../store/members.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { PeopleApi } from '../wire/people-api.js'
 * @import { Member } from '../wire/types.js'
 */

const SEARCH_DELAY_MS = 250;
/** Whoever comes or goes is looked for at a time of each page's own, with all others who did meanwhile. */
const MOVED_AFTER_MS = 2_000;
const MOVED_WITHIN_MS = 10_000;
const CROWDED = 50;
/** Of more than that at once, nobody is looked for: the list is read anew when it is opened again. */
const LOOKED_FOR_MAX = 5;
/** So long roles count as read just now. */
const FRESH_MS = 20_000;
/** The roles of so many are read again at once, the most that the server tells. */
const GLANCED_AT = 200;

/** Reads who belongs to the open room, as far as somebody looks at it: page by page, or by name. */
export class MemberList {
  #store;
  #api;
  #turns = new Latest();
  #searches = new Latest();
  /** @type {Map<string, string>} user id -> name */
  #moved = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #now;
  /** When roles were asked for last, in ms. */
  #rolesAt = 0;

  /**
   * @param {Store} store
   * @param {Pick<PeopleApi, 'members'>} api
   * @param {() => number} [now] a clock in ms
   */
  constructor(store, api, now = Date.now) {
    this.#store = store;
    this.#api = api;
    this.#now = now;
  }

  /** Somebody looks at the list of the open room now. What was read of it may be of long ago: roles are not told live. */
  async open() {
    const roomId = this.#store.current?.roomId ?? '';
    this.#forget();
    this.#rolesAt = this.#now();
    this.#store.members = new Members(roomId);
    this.#store.changed('people');
    if (roomId) {
      await this.more();
    }
  }

  /** The next page; of what was found by name, if a name is looked for. */
  async more() {
    const { members } = this.#store;
    const { roomId, query } = members;
    const page = query ? members.foundNext : members.next;
    if (members.busy || page === undefined || (query && !members.found)) {
      return;
    }
    const isLatest = this.#searches.same();
    await this.#ask(members, isLatest, async () => {
      const { items: read, next } = await this.#read(roomId, { page });
      if (query && !isLatest()) {
        return read;
      }
      if (query) {
        members.found = [...(members.found ?? []), ...read];
        members.foundNext = next;
      } else {
        members.put(read);
        members.next = next;
      }
      return read;
    });
  }

  /**
   * Somebody has come back to the list. What others were made by others is told to nobody else: of the first in the list it is read again,
   * now and then.
   */
  async glance() {
    const { members } = this.#store;
    const now = this.#now();
    if (!members.roomId || members.size === 0 || now - this.#rolesAt < FRESH_MS) {
      return;
    }
    this.#rolesAt = now;
    const { people } = this.#store;
    const before = members.promoted;
    try {
      const { items } = await this.#api.members(members.roomId, { limit: GLANCED_AT });
      items.forEach((member) => people.meet(member));
      // What is known since is newer.
      if (members.promoted === before && members === this.#store.members) {
        items.filter(({ _id }) => _id !== this.#store.me?._id).forEach(({ _id, role }) => members.promote(_id, role));
      }
      this.#store.changed('people');
    } catch {
      // As it was; the next time tells.
    }
  }

  /**
   * Looks for those whose name begins so; all again with ''.
   *
   * @param {string} words
   */
  async search(words) {
    const { members } = this.#store;
    const isLatest = this.#searches.begin();
    Object.assign(members, { query: words, found: undefined, foundNext: undefined, busy: false, failed: false });
    this.#store.changed('people');
    await new Promise((resolve) => {
      setTimeout(resolve, words ? SEARCH_DELAY_MS : 0);
    });
    if (!words || !isLatest()) {
      return;
    }
    await this.#ask(members, isLatest, async () => {
      const { items: found, next } = await this.#read(members.roomId, { q: words });
      if (isLatest()) {
        members.found = found;
        members.foundNext = next;
      }
      return found;
    });
  }

  /**
   * Somebody has come into the open room, or gone from it: perhaps as a new member, or to be none any more. In a crowded room nobody
   * is looked for: each who is there would ask.
   *
   * @param {'joined' | 'left'} how
   * @param {{ roomId: string, userId: string, userName: string }} person
   */
  moved(how, { roomId, userId, userName }) {
    const { members, current } = this.#store;
    const isKnown = how === 'joined' && members.find(userId);
    if (roomId === members.roomId && roomId === current?.roomId && !isKnown && current.roster.count <= CROWDED) {
      this.#moved.set(userId, userName);
      this.#timer ??= setTimeout(() => void this.#lookFor(), MOVED_AFTER_MS + Math.random() * (MOVED_WITHIN_MS - MOVED_AFTER_MS));
    }
  }

  /**
   * This person is something else in a room.
   *
   * @param {{ roomId: string, role?: Member['role'] }} news
   */
  heard({ roomId, role }) {
    const { members, me } = this.#store;
    if (roomId === members.roomId && me && role) {
      members.promote(me._id, role);
      this.#store.changed('people');
    }
  }

  async #lookFor() {
    const { members } = this.#store;
    const moved = [...this.#moved].slice(0, LOOKED_FOR_MAX);
    this.#forget();
    if (!members.roomId) {
      // The login has ended meanwhile.
      return;
    }
    const isLatest = this.#turns.same();
    for (const [userId, name] of moved) {
      try {
        const { items: found } = await this.#read(members.roomId, { q: name });
        if (!isLatest() || members !== this.#store.members) {
          return;
        }
        const member = found.find(({ _id }) => _id === userId);
        if (member) {
          members.put([member]);
        } else {
          members.remove(userId);
        }
        this.#store.changed('people');
      } catch {
        // As it was; the next time that the list is opened tells.
      }
    }
  }

  /**
   * Without those whose accounts have ended since they were asked for.
   *
   * @param {string} roomId
   * @param {Parameters<PeopleApi['members']>[1]} which
   */
  async #read(roomId, which) {
    const { items, next } = await this.#api.members(roomId, which);
    return { items: items.filter(({ _id }) => !this.#store.isGone(_id)), next };
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#moved.clear();
  }

  /**
   * @param {Members} members
   * @param {() => boolean} isLatest whether no other name is looked for meanwhile
   * @param {() => Promise<Member[]>} ask
   */
  async #ask(members, isLatest, ask) {
    Object.assign(members, { busy: true, failed: false });
    this.#store.changed('people');
    try {
      const read = await ask();
      if (members === this.#store.members) {
        read.forEach((member) => this.#store.people.meet(member));
      }
    } catch {
      members.failed = members.failed || isLatest();
    }
    if (isLatest()) {
      members.busy = false;
    }
    this.#store.changed('people');
  }
}
