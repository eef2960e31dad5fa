import { onThisOrigin } from './api.js';

/**
 * @import { Http } from './http.js'
 * @import { Listed, Registration } from './types.js'
 */

/**
 * `suspended`: null, or until when and why; `until` null for ever.
 *
 * @typedef {{ _id: string, name: string, image: string, since: string, hasPassword: boolean, admin: boolean, suspended: { until: string | null, reason: string } | null }} SitePerson
 * @typedef {{ mode: Registration | null, setting: Registration }} RegistrationMode `mode`: as an admin has chosen, null for the setting
 * @typedef {{ _id: string, expiresAt: string, usesLeft: number, by: string, at: string }} SiteInvitation
 */

/**
 * Something that somebody with power did; `actor` an id, or a word for what is no user.
 *
 * @typedef {{ _id: string, at: string, actor: string, action: string, roomId?: string, userId?: string, messageId?: string, reason?: string, text?: string }} SiteDeed
 */

/** What admins of the site ask of the server. Every method throws a `ChatError`, `forbidden` for who is none. */
export class AdminApi {
  #http;

  /** @param {Pick<Http, 'call'>} http */
  constructor(http) {
    this.#http = http;
  }

  /**
   * Those whose names begin with `q`, in the order of the names; `next` is the `after` of the following page, or undefined.
   *
   * @param {string} q
   * @param {string} [after]
   * @returns {Promise<Listed<SitePerson>>}
   */
  async people(q, after = '') {
    const query = new URLSearchParams({ ...(q && { q }), ...(after && { after }) }).toString();
    const { body } = await this.#http.call('GET', `/api/admin/people${query ? `?${query}` : ''}`);
    return { items: body.people, next: body.next ?? undefined };
  }

  /**
   * @param {string} userId
   * @param {{ until?: string, reason?: string }} how for ever without `until`
   */
  async suspend(userId, how) {
    await this.#http.call('PUT', `${userPath(userId)}/suspension`, how);
  }

  /** @param {string} userId */
  async lift(userId) {
    await this.#http.call('DELETE', `${userPath(userId)}/suspension`);
  }

  /**
   * A code for a new password, told only now.
   *
   * @param {string} userId
   * @returns {Promise<{ code: string, until: string }>}
   */
  async resetPassword(userId) {
    return (await this.#http.call('POST', `${userPath(userId)}/reset`)).body;
  }

  /** @returns {Promise<RegistrationMode>} */
  async registration() {
    return (await this.#http.call('GET', '/api/admin/registration')).body;
  }

  /**
   * @param {Registration | null} mode null for what the server's setting says
   * @returns {Promise<RegistrationMode>}
   */
  async chooseRegistration(mode) {
    return (await this.#http.call('PUT', '/api/admin/registration', { mode })).body;
  }

  /** @returns {Promise<SiteInvitation[]>} */
  async invitations() {
    return (await this.#http.call('GET', '/api/invitations')).body.invitations;
  }

  /**
   * An invitation with its code, which is told only now.
   *
   * @param {{ expires: string, uses: number }} how an ISO 8601 duration, for how many people
   * @returns {Promise<SiteInvitation & { code: string }>}
   */
  async invite(how) {
    return (await this.#http.call('POST', '/api/invitations', how)).body;
  }

  /** @param {string} invitationId */
  async revoke(invitationId) {
    await this.#http.call('DELETE', `/api/invitations/${encodeURIComponent(invitationId)}`);
  }

  /**
   * What was done on the site, newest first; `next` is the address of the following page, or undefined.
   *
   * @param {string} [page]
   * @returns {Promise<Listed<SiteDeed>>}
   */
  async audit(page = '/api/chat/audit') {
    const { body, links } = await this.#http.call('GET', page);
    return { items: body, next: links.next && onThisOrigin(links.next) };
  }
}

/** @param {string} userId */
const userPath = (userId) => `/api/users/${encodeURIComponent(userId)}`;
