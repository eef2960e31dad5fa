import { covers } from '../store/standings.js';
import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { GoverningApi, PendingInvitation } from '../wire/governing-api.js'
 * @import { Told } from '../wire/types.js'
 */

/** So many open reports are counted at the beginning. */
const COUNTED = 200;

/** Keeps the inbox: what waits for this person, from the first load on and as it is told. */
export class Duties {
  #store;
  #api;

  /**
   * @param {Store} store
   * @param {GoverningApi} api
   */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  /** Asks for all of it, at the beginning and after what may have been missed. What cannot be read stays as it was. */
  async load() {
    const { inbox, rooms } = this.#store;
    const [admin, invitations, reports] = await Promise.allSettled([
      this.#api.amAdmin(),
      this.#api.pending(),
      this.#api.reports({ limit: COUNTED }),
    ]);
    if (inbox !== this.#store.inbox) {
      return;
    }
    if (admin.status === 'fulfilled') {
      rooms.standings.admin = admin.value;
    }
    if (invitations.status === 'fulfilled') {
      inbox.invitations = invitations.value;
    }
    if (reports.status === 'fulfilled') {
      inbox.setReports(reports.value.items);
    }
    this.#store.changed('inbox', 'room');
  }

  /** @param {Told['reports_changed']} news */
  reportsChanged({ roomId, open }) {
    this.#store.inbox.tellReports(roomId, open);
    this.#store.changed('inbox');
  }

  /**
   * @param {Told['invited']} news
   * @param {(invitation: PendingInvitation, accepted: boolean) => void} answer
   */
  invited({ room: { _id, ...room }, by }, answer) {
    const invitation = { roomId: _id, room, by, at: new Date().toISOString() };
    this.#store.inbox.invited(invitation);
    this.#store.say(toastOf(_id), text('invited.notice', { name: by.name, room: room.name }), {
      stays: true,
      offers: [
        { words: text('invited.accept'), act: () => answer(invitation, true) },
        { words: text('invited.decline'), act: () => answer(invitation, false) },
      ],
    });
    this.#store.changed('inbox');
  }

  /**
   * Accepts or declines.
   *
   * @param {PendingInvitation} invitation
   * @param {boolean} accepted
   */
  async answer({ roomId }, accepted) {
    try {
      await this.#api.answer(roomId, accepted);
    } catch (cause) {
      // Answered in another window, or taken back.
      if (asChatError(cause).code === CODES.invitationNotFound) {
        this.#gone(roomId);
      }
      throw cause;
    }
    this.#gone(roomId);
    if (accepted) {
      await this.#joined(roomId);
    }
  }

  /** @param {string} code */
  async accept(code) {
    const { roomId } = await this.#api.accept(code);
    await this.#joined(roomId);
    return roomId;
  }

  /** Whether this person may decide reports, as far as it is known. */
  get decides() {
    const { inbox, rooms, me } = this.#store;
    const { standings } = rooms;
    return (
      standings.admin ||
      inbox.hasReports ||
      rooms.list().mine.some(({ _id, creator }) => {
        const { role } = standings.of(_id);
        return role ? covers(role, 'moderator') : creator === me?._id;
      })
    );
  }

  /** @param {string} roomId */
  #gone(roomId) {
    this.#store.inbox.answered(roomId);
    this.#store.toasts.drop(toastOf(roomId));
    this.#store.changed('inbox', 'alert');
  }

  /** @param {string} roomId */
  async #joined(roomId) {
    const { rooms } = this.#store;
    const room = await this.#api.room(roomId);
    if (rooms === this.#store.rooms) {
      rooms.put({ ...room, member: true });
      this.#gone(roomId);
      this.#store.changed('rooms', 'room');
    }
  }
}

/** @param {string} roomId */
const toastOf = (roomId) => `invited-${roomId}`;
