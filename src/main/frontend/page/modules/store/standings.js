/**
 * @import { ToldRoom } from '../wire/types.js'
 */

/** @typedef {'owner' | 'moderator' | 'member'} Role */
/** What somebody acts with in a room: a role there, or that they are an admin of the site. @typedef {Role | 'admin'} Rank */

/**
 * What this person is in a room, and the rules that hold there.
 *
 * @typedef {object} Standing
 * @property {Role | undefined} role undefined of who is no member, and while it is not known
 * @property {string | null | undefined} mutedUntil ISO 8601; null for ever, undefined if not muted
 * @property {'members' | 'moderators'} posting
 * @property {number} slowMode seconds between two messages of a member, 0 for none
 * @property {'members' | 'moderators'} invites
 * @property {'all' | 'joined'} history
 * @property {'public' | 'private'} visibility
 * @property {'named' | 'direct'} kind
 */

/** @typedef {{ why: 'muted', until: string | null } | { why: 'posting' }} Silence */

/** @type {Readonly<Standing>} */
const UNKNOWN = Object.freeze({
  role: undefined,
  mutedUntil: undefined,
  posting: 'members',
  slowMode: 0,
  invites: 'members',
  history: 'all',
  visibility: 'public',
  kind: 'named',
});

/** @type {Record<Rank, number>} */
const RANKS = { admin: 4, owner: 3, moderator: 2, member: 1 };

/**
 * Whether one role may do all that the other may; nobody's covers none.
 *
 * @param {Rank | undefined} role
 * @param {Role} least
 */
export function covers(role, least) {
  return role !== undefined && RANKS[role] >= RANKS[least];
}

/**
 * Whether who is `mine` in a room may act against who is `theirs` there. The server decides; this is what is offered.
 *
 * @param {Rank | undefined} mine
 * @param {Role | undefined} theirs undefined of who is no member
 */
export function isOver(mine, theirs) {
  return mine === 'admin' || (covers(mine, 'moderator') && theirs !== 'owner' && !(mine === 'moderator' && theirs === 'moderator'));
}

/** How this person stands in each room, as the server told it last. It decides nothing: it hides what would be refused. */
export class Standings {
  /** @type {Map<string, Standing>} */
  #byRoom = new Map();
  /** Whether this person is an admin of the site; as `Store.me` says. */
  admin = false;

  /** @param {string} roomId */
  of(roomId) {
    return this.#byRoom.get(roomId) ?? UNKNOWN;
  }

  /**
   * A room as REST tells it. Only a single one, which tells of its last change, says whether the caller is muted.
   *
   * @param {ToldRoom} room
   */
  tell(room) {
    const { _id, role, mutedUntil, member, posting, slowMode, invites, history, visibility, kind, createdAt, lastChange } = room;
    if (createdAt === undefined) {
      // No answer of REST: what it does not say stays.
      return;
    }
    /** @type {Partial<Standing>} */
    const mine = {
      ...((role || member === false) && { role }),
      ...((lastChange !== undefined || member === false) && { mutedUntil: role && mutedUntil }),
    };
    this.#put(_id, {
      ...mine,
      posting: posting ?? 'members',
      slowMode: slowMode ?? 0,
      invites: invites ?? 'members',
      history: history ?? 'all',
      visibility: visibility ?? 'public',
      kind: kind ?? 'named',
    });
  }

  /**
   * From the ack of entering, or `membership_changed`.
   *
   * @param {string} roomId
   * @param {{ role?: Role, mutedUntil?: string | null }} told
   */
  entered(roomId, { role, mutedUntil }) {
    if (role) {
      this.#put(roomId, { role, mutedUntil });
    }
  }

  /**
   * The live list tells these of every room.
   *
   * @param {ToldRoom} room
   */
  live({ _id, posting, slowMode, invites, visibility }) {
    if (this.#byRoom.has(_id)) {
      this.#put(_id, {
        posting: posting ?? 'members',
        slowMode: slowMode ?? 0,
        invites: invites ?? 'members',
        ...(visibility && { visibility }),
      });
    }
  }

  /** @param {string} roomId */
  left(roomId) {
    if (this.#byRoom.has(roomId)) {
      this.#put(roomId, { role: undefined, mutedUntil: undefined });
    }
  }

  /** The room is none that this person can see. @param {string} roomId */
  remove(roomId) {
    this.#byRoom.delete(roomId);
  }

  /**
   * What this person acts with: their role, but more than an owner's for an admin of the site in a public room; nothing in direct
   * messages.
   *
   * @param {string} roomId
   * @returns {Rank | undefined}
   */
  power(roomId) {
    const { role, kind, visibility } = this.of(roomId);
    if (kind === 'direct') {
      return undefined;
    }
    return this.admin && visibility === 'public' && this.#byRoom.has(roomId) ? 'admin' : role;
  }

  /**
   * Whether this person may invite people into that room.
   *
   * @param {string} roomId
   */
  mayInvite(roomId) {
    const { role, kind, invites } = this.of(roomId);
    return kind === 'named' && covers(role, invites === 'moderators' ? 'moderator' : 'member');
  }

  /** Whether there is a room that this person moderates, as far as it is known. */
  get moderates() {
    return [...this.#byRoom.keys()].some((roomId) => covers(this.of(roomId).role, 'moderator'));
  }

  /**
   * Why a member may not write there, or undefined.
   *
   * @param {string} roomId
   * @param {number} [now] in ms
   * @returns {Silence | undefined}
   */
  silence(roomId, now = Date.now()) {
    const { role, mutedUntil, posting, kind } = this.of(roomId);
    if (kind === 'direct' || !role) {
      return undefined;
    }
    if (mutedUntil === null || (mutedUntil && Date.parse(mutedUntil) > now)) {
      return { why: 'muted', until: mutedUntil };
    }
    return posting === 'moderators' && !covers(role, 'moderator') ? { why: 'posting' } : undefined;
  }

  /**
   * The seconds that slow mode puts between two messages of this person.
   *
   * @param {string} roomId
   */
  slowness(roomId) {
    const { role, slowMode } = this.of(roomId);
    return covers(role, 'moderator') ? 0 : slowMode;
  }

  /**
   * @param {string} roomId
   * @param {Partial<Standing>} change
   */
  #put(roomId, change) {
    this.#byRoom.set(roomId, { ...this.of(roomId), ...change });
  }
}
