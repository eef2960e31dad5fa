import { onThisOrigin, queryOf } from './api.js';

/**
 * @import { Role } from '../store/standings.js'
 * @import { Http } from './http.js'
 * @import { Listed, Member, Message, Person, ToldRoom } from './types.js'
 */

/**
 * What of a room's settings may be changed; `retention` null for the server's rule, `confirm` to make it public.
 *
 * @typedef {object} RoomChange
 * @property {string} [name]
 * @property {string} [description]
 * @property {string | null} [retention]
 * @property {'public' | 'private'} [visibility]
 * @property {boolean} [confirm]
 * @property {'members' | 'moderators'} [posting]
 * @property {number} [slowMode]
 * @property {'members' | 'moderators'} [invites]
 * @property {'all' | 'joined'} [history]
 */

/**
 * @typedef {{ userId: string, until?: string, reason: string, by: string, at: string }} Sanction a ban or a mute
 * @typedef {{ _id: string, by: string, createdAt: string, expiresAt: string, usesLeft: number | null }} Invitation
 * @typedef {Invitation & { code: string, url: string }} NewInvitation
 * @typedef {{ name: string, description: string, memberCount: number }} InvitedRoom
 * @typedef {{ roomId: string, room: InvitedRoom, by: Person, at: string }} PendingInvitation
 * @typedef {'open' | 'resolved' | 'dismissed'} ReportState
 * @typedef {{ _id: string, seq: number, sender: string, senderName: string, content: string, timestamp: string }} ReportedMessage
 * @typedef {{ _id: string, roomId: string, reporter: string, reason: string, at: string, state: ReportState, message: ReportedMessage, decidedBy?: string, decidedAt?: string, note?: string }} Report
 * @typedef {{ _id: string, at: string, actor: string, action: string, userId?: string, messageId?: string, reason?: string, text?: string }} AuditEntry
 */

/** The REST side of governing rooms: settings, roles, bans, mutes, pins, reports, invitations, audit. Methods as those of `Api`. */
export class GoverningApi {
  #http;

  /** @param {Pick<Http, 'call'>} http */
  constructor(http) {
    this.#http = http;
  }

  /**
   * @param {RoomChange & { name: string }} room
   * @returns {Promise<ToldRoom>}
   */
  async create(room) {
    return (await this.#http.call('POST', '/api/chat/rooms', room)).body;
  }

  /**
   * @param {string} roomId
   * @param {RoomChange} change
   * @returns {Promise<ToldRoom>}
   */
  async change(roomId, change) {
    return (await this.#http.call('PATCH', at(roomId), change)).body;
  }

  /**
   * Members whose name begins with `q`, by name; a page of them.
   *
   * @param {string} roomId
   * @param {{ q?: string, page?: string }} [which]
   * @returns {Promise<Listed<Member>>}
   */
  members(roomId, { q = '', page } = {}) {
    return this.#list(page ?? at(roomId, `members?${queryOf({ limit: 50, ...(q && { q }) })}`));
  }

  /**
   * @param {string} roomId
   * @param {string} userId
   * @param {Role} role
   */
  async giveRole(roomId, userId, role) {
    await this.#http.call('PUT', at(roomId, 'members', userId, 'role'), { role });
  }

  /**
   * @param {string} roomId
   * @param {string} userId
   * @param {string} [reason]
   */
  async kick(roomId, userId, reason = '') {
    await this.#http.call('DELETE', `${at(roomId, 'members', userId)}${reason ? `?${queryOf({ reason })}` : ''}`);
  }

  /**
   * @param {'bans' | 'mutes'} kind
   * @param {string} roomId
   * @param {string} userId
   * @param {{ until?: string, reason?: string }} how for ever without `until`
   */
  async sanction(kind, roomId, userId, how) {
    await this.#http.call('PUT', at(roomId, kind, userId), how);
  }

  /**
   * @param {'bans' | 'mutes'} kind
   * @param {string} roomId
   * @param {string} userId
   */
  async lift(kind, roomId, userId) {
    await this.#http.call('DELETE', at(roomId, kind, userId));
  }

  /**
   * All of them.
   *
   * @param {'bans' | 'mutes'} kind
   * @param {string} roomId
   * @returns {Promise<Sanction[]>}
   */
  async sanctions(kind, roomId) {
    return (await this.#http.call('GET', at(roomId, kind))).body;
  }

  /**
   * @param {string} roomId
   * @param {string} messageId
   * @param {boolean} pinned
   * @returns {Promise<Message>}
   */
  async pin(roomId, messageId, pinned) {
    return (await this.#http.call(pinned ? 'PUT' : 'DELETE', at(roomId, 'messages', messageId, 'pin'))).body.message;
  }

  /**
   * All of them, pinned last first.
   *
   * @param {string} roomId
   * @returns {Promise<Message[]>}
   */
  async pins(roomId) {
    return (await this.#http.call('GET', at(roomId, 'pins'))).body;
  }

  /**
   * @param {string} roomId
   * @param {string} messageId
   * @param {string} reason
   */
  async report(roomId, messageId, reason) {
    await this.#http.call('POST', at(roomId, 'messages', messageId, 'report'), { reason });
  }

  /**
   * @param {{ state?: ReportState, limit?: number, page?: string }} [which]
   * @returns {Promise<Listed<Report>>}
   */
  reports({ state = 'open', limit = 20, page } = {}) {
    return this.#list(page ?? `/api/chat/reports?${queryOf({ state, limit })}`);
  }

  /**
   * @param {string} reportId
   * @param {'resolved' | 'dismissed'} state
   * @param {string} note
   */
  async decide(reportId, state, note) {
    await this.#http.call('PATCH', `/api/chat/reports/${encodeURIComponent(reportId)}`, { state, ...(note && { note }) });
  }

  /**
   * @param {string} roomId
   * @param {string} [page]
   * @returns {Promise<Listed<AuditEntry>>}
   */
  audit(roomId, page) {
    return this.#list(page ?? at(roomId, 'audit?limit=20'));
  }

  /**
   * Those of others only for moderators.
   *
   * @param {string} roomId
   * @returns {Promise<Invitation[]>}
   */
  async invitations(roomId) {
    return (await this.#http.call('GET', at(roomId, 'invitations'))).body;
  }

  /**
   * @param {string} roomId
   * @param {{ expires?: string, uses?: number }} how
   * @returns {Promise<NewInvitation>} the code is told only now
   */
  async invite(roomId, how) {
    return (await this.#http.call('POST', at(roomId, 'invitations'), how)).body;
  }

  /**
   * @param {string} roomId
   * @param {string} invitationId
   */
  async revoke(roomId, invitationId) {
    await this.#http.call('DELETE', at(roomId, 'invitations', invitationId));
  }

  /**
   * Asks somebody into a room, who accepts or declines.
   *
   * @param {string} roomId
   * @param {string} userId
   */
  async ask(roomId, userId) {
    await this.#http.call('PUT', at(roomId, 'members', userId));
  }

  /**
   * The rooms into which the caller is asked.
   *
   * @returns {Promise<PendingInvitation[]>}
   */
  async pending() {
    return (await this.#http.call('GET', '/api/chat/invitations')).body;
  }

  /**
   * @param {string} roomId
   * @param {boolean} accepted
   */
  async answer(roomId, accepted) {
    await this.#http.call(accepted ? 'POST' : 'DELETE', at(roomId, 'invitation'));
  }

  /**
   * @param {string} code
   * @returns {Promise<InvitedRoom>}
   */
  async preview(code) {
    return (await this.#http.call('GET', `/api/chat/invitations/${encodeURIComponent(code)}`)).body;
  }

  /**
   * @param {string} code
   * @returns {Promise<{ roomId: string, name: string }>}
   */
  async accept(code) {
    return (await this.#http.call('POST', `/api/chat/invitations/${encodeURIComponent(code)}/accept`)).body;
  }

  /** @param {string} address */
  async #list(address) {
    const { body, links } = await this.#http.call('GET', address);
    return { items: body, next: links.next && onThisOrigin(links.next) };
  }
}

/**
 * The address of a room, or of something in it.
 *
 * @param {string} roomId
 * @param {...string} parts the last one may have a query
 */
const at = (roomId, ...parts) => ['/api/chat/rooms', encodeURIComponent(roomId), ...parts].join('/');
