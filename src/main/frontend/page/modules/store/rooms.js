import { listOf, text } from '../texts/texts.js';
import { folded, surest } from './rules.js';
import { Standings } from './standings.js';

/** @import { LastMessage, Message, Person, RoomNews, ToldRoom } from '../wire/types.js' */

/**
 * A room as the page knows it. `updatedAt`: ISO 8601 in UTC. A direct room is called by its `people`, the others in it, and is not
 * listed before they are known; `hiddenUpTo`: the number of the message up to which its reader does not want to see it listed.
 *
 * @typedef {object} Room
 * @property {string} _id
 * @property {string} name
 * @property {string} description
 * @property {string | undefined} creator
 * @property {string | undefined} retention ISO 8601; without one the rule of the server
 * @property {boolean} member
 * @property {number} lastSeq
 * @property {number} lastRead
 * @property {string | undefined} updatedAt
 * @property {LastMessage | undefined} last
 * @property {'named' | 'direct'} kind
 * @property {'public' | 'private'} visibility
 * @property {number | undefined} memberCount
 * @property {Person[] | undefined} people of a direct room
 * @property {number} hiddenUpTo
 */

/**
 * All rooms that this page knows of, however it heard: from lists, from joining, from `rooms_changed`. A person's own
 * rooms are all here, so that the unread ones can be counted; of the others, as many pages as were asked for.
 */
export class Rooms {
  /** @type {Map<string, Room>} */
  #byId = new Map();

  /** @type {Map<string, { turn: number, member: boolean }>} */
  #told = new Map();
  #turn = 0;
  /** Room id -> up to which message it is not to be listed, as it was told, be the room known or not. @type {Map<string, number>} */
  #hidden = new Map();

  #displayNameOf;

  /** @param {(userId: string) => string | undefined} [displayNameOf] what people are called beside their names */
  constructor(displayNameOf = () => undefined) {
    this.#displayNameOf = displayNameOf;
  }

  /** What this person is in each of them. */
  standings = new Standings();
  /** The search in the list; it narrows what is listed, not what is known. */
  query = '';
  /** Whether the first lists have come. */
  loaded = false;
  /**
   * The address of the next page of the list, or undefined.
   * @type {string | undefined}
   */
  next;

  /**
   * A room as REST or a join's ack tells it; what it does not tell stays.
   *
   * @param {ToldRoom} room
   */
  put(room) {
    this.standings.tell(room);
    const known = this.#byId.get(room._id);
    const last = room.messages?.at(-1);
    const lastSeq = Math.max(room.lastSeq ?? room.messageCount ?? 0, known?.lastSeq ?? 0);
    /** @type {Room} */
    const next = {
      _id: room._id,
      // What is told live of a direct room has none.
      name: room.name || known?.name || '',
      description: room.description ?? '',
      creator: room.creator,
      // Who tells where a room begins tells how long it keeps messages, too, unless that is the server's rule.
      retention: room.firstSeq ? room.retention : known?.retention,
      member: room.member ?? known?.member ?? false,
      lastSeq,
      // Never back: a list may have been asked for before the last message was read.
      lastRead: Math.max(room.lastRead ?? known?.lastRead ?? lastSeq, known?.lastRead ?? 0),
      updatedAt: latest(room.updatedAt ?? room.createdAt, known?.updatedAt),
      last: last && last.seq >= lastSeq ? last : (known?.last ?? last),
      kind: room.kind ?? known?.kind ?? 'named',
      visibility: room.visibility ?? known?.visibility ?? 'public',
      memberCount: room.memberCount ?? known?.memberCount,
      people: room.people ?? known?.people,
      hiddenUpTo: known?.hiddenUpTo ?? this.#hidden.get(room._id) ?? -1,
    };
    this.#byId.set(room._id, next);
    return next;
  }

  /**
   * `rooms_changed`: what is new about rooms, for everybody alike, and which direct rooms the reader has taken out of the list or put back.
   *
   * @param {RoomNews} news
   */
  apply({ rooms = [], deleted = [], hidden = [] }) {
    for (const { _id, name, description, creator, lastSeq, updatedAt, last, kind, visibility } of rooms) {
      const known = this.#byId.get(_id);
      if (!known && visibility === 'private') {
        // How far it was read, and whose it is, has to be asked first.
        continue;
      }
      this.put({
        _id,
        name: name ?? known?.name,
        description: description ?? known?.description,
        creator: creator ?? known?.creator,
        lastSeq,
        lastRead: known?.lastRead ?? 0,
        updatedAt,
        kind,
        visibility,
      });
      if (last && (lastSeq ?? 0) >= (known?.lastSeq ?? 0)) {
        this.#change(_id, { last });
      }
    }
    rooms.forEach((room) => this.standings.live(room));
    deleted.forEach((roomId) => this.remove(roomId));
    // In another window of the same person, or in this one: up to which message the server knows best.
    hidden.forEach(({ roomId, upTo }) => {
      this.#hidden.set(roomId, upTo);
      this.#change(roomId, { hiddenUpTo: upTo });
    });
  }

  /**
   * A message of a room came in.
   *
   * @param {Message} message
   */
  touch(message) {
    const room = this.#byId.get(message.room);
    if (room && message.seq >= room.lastSeq) {
      this.#change(message.room, { lastSeq: message.seq, last: message, updatedAt: latest(message.timestamp, room.updatedAt) });
    }
  }

  /**
   * A message that is the room's last is another now.
   *
   * @param {Message} message
   */
  renew(message) {
    if (this.#byId.get(message.room)?.lastSeq === message.seq) {
      this.#change(message.room, { last: message });
    }
  }

  /**
   * @param {string} roomId
   * @param {number} lastRead
   */
  read(roomId, lastRead) {
    const room = this.#byId.get(roomId);
    if (room && lastRead > room.lastRead) {
      this.#change(roomId, { lastRead });
    }
  }

  /**
   * The person has become a member of that room now, or is none any more.
   *
   * @param {string} roomId
   * @param {boolean} member
   */
  tell(roomId, member) {
    this.#turn += 1;
    this.#told.set(roomId, { turn: this.#turn, member });
  }

  /**
   * To be taken before the server is asked: tells of a room whether the person was told since to be a member of it or none, which is
   * newer than the answer; undefined if nothing was told.
   *
   * @returns {(roomId: string) => boolean | undefined}
   */
  asking() {
    const asked = this.#turn;
    return (roomId) => {
      const told = this.#told.get(roomId);
      return told && told.turn > asked ? told.member : undefined;
    };
  }

  /** @param {string} roomId */
  joined(roomId) {
    this.#change(roomId, { member: true });
  }

  /** @param {string} roomId */
  left(roomId) {
    this.standings.left(roomId);
    this.#change(roomId, { member: false, lastRead: 0 });
  }

  /** @param {string} roomId */
  remove(roomId) {
    this.standings.remove(roomId);
    this.#byId.delete(roomId);
  }

  ids() {
    return [...this.#byId.keys()];
  }

  /** @param {string} roomId */
  find(roomId) {
    return this.#byId.get(roomId);
  }

  /**
   * The reader does not want to see that direct room listed until something is said in it after that message; or wants to, again, with -1.
   *
   * @param {string} roomId
   * @param {number} upTo
   */
  hide(roomId, upTo) {
    this.#change(roomId, { hiddenUpTo: upTo });
  }

  /**
   * To be taken before the server is asked for its list: tells of a direct room that it is on that list, so not hidden, unless that was
   * told since.
   *
   * @returns {(roomId: string) => void}
   */
  listing() {
    const before = new Map(this.#hidden);
    this.#byId.forEach(({ hiddenUpTo }, roomId) => before.set(roomId, hiddenUpTo));
    return (roomId) => {
      if (this.#byId.get(roomId)?.hiddenUpTo === before.get(roomId)) {
        this.hide(roomId, -1);
      }
    };
  }

  /**
   * Somebody is called otherwise now, as who is gone is, and so are the direct rooms that are called by them.
   *
   * @param {string} userId
   * @param {string} name
   */
  rename(userId, name) {
    for (const { _id, people } of this.#byId.values()) {
      if (people?.some((person) => person._id === userId)) {
        const renamed = people.map((person) => (person._id === userId ? { ...person, name } : person));
        this.#change(_id, { people: renamed, name: nameOf(renamed) });
      }
    }
  }

  /** `{mine, direct, others}`, last active first, narrowed by the search. */
  list() {
    const words = folded(this.query);
    const shown = [...this.#byId.values()].filter((room) => isListed(room) && this.#isCalled(room, words)).sort(byActivity);
    const named = shown.filter(({ kind }) => kind !== 'direct');
    return {
      mine: named.filter(({ member }) => member),
      direct: shown.filter(({ kind }) => kind === 'direct'),
      others: named.filter(({ member }) => !member),
    };
  }

  /** The rooms that one goes through with the keys, in the order of the list. */
  order() {
    const { mine, direct } = this.list();
    return [...mine, ...direct];
  }

  /**
   * Rooms whose name, or the display name of somebody they are called by, contains the words, the own ones and direct ones first, of those
   * the surest, also those that the search in the list leaves out.
   *
   * @param {string} words
   * @param {number} max
   */
  matching(words, max) {
    const wanted = folded(words.trim());
    const found = [...this.#byId.values()].filter((room) => (isListed(room) || room.people) && this.#isCalled(room, wanted));
    const order = surest(wanted);
    return found.sort((a, b) => Number(b.member) - Number(a.member) || order(a, b) || byActivity(a, b)).slice(0, max);
  }

  /**
   * @param {Room} room
   * @param {string} words folded
   */
  #isCalled({ name, people = [] }, words) {
    return [name, ...people.map(({ _id }) => this.#displayNameOf(_id) ?? '')].some((one) => folded(one).includes(words));
  }

  /** @param {string} roomId */
  unread(roomId) {
    const room = this.#byId.get(roomId);
    return room?.member && isListed(room) ? Math.max(0, room.lastSeq - room.lastRead) : 0;
  }

  get unreadTotal() {
    return [...this.#byId.keys()].reduce((sum, roomId) => sum + this.unread(roomId), 0);
  }

  /**
   * @param {string} roomId
   * @param {Partial<Room>} change
   */
  #change(roomId, change) {
    const room = this.#byId.get(roomId);
    if (room) {
      this.#byId.set(roomId, { ...room, ...change });
    }
  }
}

/**
 * What a direct room is called.
 *
 * @param {Person[]} people the others in it
 */
export function nameOf(people) {
  return people.length > 0 ? listOf(people.map(({ name }) => name)) : text('direct.alone');
}

/**
 * Whether a room stands in the list: not one whose name is not known yet, nor one that is hidden.
 *
 * @param {Room} room
 */
function isListed({ kind, people, member, lastSeq, hiddenUpTo }) {
  return kind !== 'direct' || Boolean(people && member && lastSeq > hiddenUpTo);
}

/**
 * The last active first. ISO times in UTC are in the order of their characters.
 *
 * @param {Room} a
 * @param {Room} b
 */
function byActivity(a, b) {
  return compare(b.updatedAt ?? '', a.updatedAt ?? '') || compare(a._id, b._id);
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * The later of two ISO times in UTC, either of which may be missing.
 *
 * @param {string | undefined} a
 * @param {string | undefined} b
 */
function latest(a, b) {
  return !a || (b && b > a) ? b : a;
}
