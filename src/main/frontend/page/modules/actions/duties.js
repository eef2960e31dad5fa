import { Since } from '../latest.js';
import { covers } from '../store/standings.js';
import { text } from '../texts/texts.js';
import { asChatError } from '../wire/errors.js';
import { CODES } from '../wire/protocol.js';

/**
 * @import { Store } from '../store/store.js'
 * @import { Api } from '../wire/api.js'
 * @import { GoverningApi, PendingInvitation } from '../wire/governing-api.js'
 * @import { Told } from '../wire/types.js'
 */

/** So many open reports are counted at the beginning. */
const COUNTED = 200;

/**
 * Keeps the inbox: what waits for this person, from the first load on and as it is told. The server tells nobody of an answer to an
 * invitation: windows of the same browser tell each other by `channel`, others hear it when the person comes in.
 */
export class Duties {
  #store;
  #api;
  #chat;
  #channel;
  /** By room; undefined of what is answered. @type {Since<PendingInvitation | undefined>} */
  #invitations = new Since();
  /** By room; undefined of what is none of this person's any more. @type {Since<number | undefined>} */
  #reports = new Since();

  /**
   * @param {Store} store
   * @param {GoverningApi} api
   * @param {Pick<Api, 'room'>} chat
   * @param {Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>} [channel]
   */
  constructor(store, api, chat, channel = new BroadcastChannel('anipub-invitations')) {
    this.#store = store;
    this.#api = api;
    this.#chat = chat;
    this.#channel = channel;
    channel.addEventListener('message', ({ data }) => data?.userId === store.me?._id && this.#gone(data.roomId));
  }

  /** Asks for all of it, at the beginning and after what may have been missed. What cannot be read stays as it was. */
  async load() {
    await Promise.allSettled([this.#loadInvitations(), this.#loadReports()]);
  }

  async #loadInvitations() {
    const { inbox } = this.#store;
    const heard = await this.#invitations.ask(() => this.#api.pending());
    if (heard && inbox === this.#store.inbox) {
      inbox.invitations = heard.answer;
      heard.told.forEach((invitation, roomId) => (invitation ? inbox.invited(invitation) : inbox.answered(roomId)));
      this.#store.changed('inbox');
    }
  }

  async #loadReports() {
    const { inbox } = this.#store;
    const heard = await this.#reports.ask(() => this.#api.reports({ limit: COUNTED }));
    if (heard && inbox === this.#store.inbox) {
      inbox.setReports(heard.answer.items);
      heard.told.forEach((open, roomId) => (open === undefined ? inbox.dropReports(roomId) : inbox.tellReports(roomId, open)));
      this.#store.changed('inbox');
    }
  }

  /** @param {Told['reports_changed']} news */
  reportsChanged({ roomId, open }) {
    this.#reports.tell(roomId, open);
    this.#store.inbox.tellReports(roomId, open);
    this.#store.changed('inbox');
  }

  /**
   * Who has come in has answered; who is made a moderator has reports to decide, and who is none any more has none. To be told before the
   * role is known.
   *
   * @param {Told['membership_changed']} news
   */
  membershipChanged({ roomId, member, role }) {
    if (member) {
      this.#gone(roomId);
    }
    if (!member || (role && !covers(role, 'moderator'))) {
      this.lost(roomId);
    } else if (role && !covers(this.#store.rooms.standings.of(roomId).role, 'moderator')) {
      void this.#reread();
    }
  }

  /**
   * The reports of that room are none of this person's any more, or the room is gone; an admin's may be.
   *
   * @param {string} roomId
   */
  lost(roomId) {
    const { inbox, rooms } = this.#store;
    if (rooms.standings.admin) {
      void this.#reread();
    } else {
      this.#reports.tell(roomId, undefined);
      inbox.dropReports(roomId);
      this.#store.changed('inbox');
    }
  }

  async #reread() {
    try {
      await this.#loadReports();
    } catch {
      // The next connection asks again.
    }
  }

  /**
   * @param {Told['invited']} news
   * @param {(invitation: PendingInvitation, accepted: boolean) => void} answer
   */
  invited({ room: { _id, ...room }, by }, answer) {
    const invitation = { roomId: _id, room, by, at: new Date().toISOString() };
    this.#invitations.tell(_id, invitation);
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
   * Accepts or declines. What was answered elsewhere meanwhile, or taken back, waits no more, and there is nothing to decline.
   *
   * @param {PendingInvitation} invitation
   * @param {boolean} accepted
   */
  async answer({ roomId }, accepted) {
    try {
      await this.#api.answer(roomId, accepted);
    } catch (cause) {
      if (asChatError(cause).code !== CODES.invitationNotFound) {
        throw cause;
      }
      if (accepted && !(await this.#isMember(roomId))) {
        this.#answered(roomId);
        throw cause;
      }
    }
    this.#answered(roomId);
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
    const { inbox, rooms } = this.#store;
    return rooms.standings.admin || rooms.standings.moderates || inbox.hasReports;
  }

  /** Whether they may decide those of that room, as far as it is known. @param {string} roomId */
  decidesOf(roomId) {
    const { inbox, rooms } = this.#store;
    return rooms.standings.admin || covers(rooms.standings.of(roomId).role, 'moderator') || inbox.hasReportsOf(roomId);
  }

  /** @param {string} roomId */
  async #isMember(roomId) {
    try {
      return (await this.#chat.room(roomId)).role !== undefined;
    } catch {
      return false;
    }
  }

  /** @param {string} roomId */
  #answered(roomId) {
    const { me } = this.#store;
    this.#gone(roomId);
    if (me) {
      this.#channel.postMessage({ userId: me._id, roomId });
    }
  }

  /** @param {string} roomId */
  #gone(roomId) {
    this.#invitations.tell(roomId, undefined);
    this.#store.inbox.answered(roomId);
    this.#store.toasts.drop(toastOf(roomId));
    this.#store.changed('inbox', 'alert');
  }

  /** @param {string} roomId */
  async #joined(roomId) {
    const { rooms } = this.#store;
    const room = await this.#chat.room(roomId);
    if (rooms === this.#store.rooms) {
      rooms.put({ ...room, member: true });
      this.#answered(roomId);
      this.#store.changed('rooms', 'room');
    }
  }
}

/** @param {string} roomId */
const toastOf = (roomId) => `invited-${roomId}`;
