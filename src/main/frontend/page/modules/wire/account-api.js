/**
 * @import { Http } from './http.js'
 * @import { LoginSession } from './types.js'
 */

/** The REST side of one's own account. Every method throws a `ChatError`. */
export class AccountApi {
  #http;

  /** @param {Http} http */
  constructor(http) {
    this.#http = http;
  }

  /**
   * All sessions of before are over; this window goes on with another token, in memory or in the cookie as before.
   *
   * @param {string} current
   * @param {string} next
   */
  async changePassword(current, next) {
    const had = this.#http.token;
    const { body } = await this.#http.call('PUT', '/api/auth/password', { current, next });
    if (had && this.#http.token === had) {
      this.#http.token = body.token ?? '';
    }
  }

  /**
   * By a code of an admin; nobody need be logged in.
   *
   * @param {string} code
   * @param {string} next
   */
  async resetPassword(code, next) {
    await this.#http.call('POST', '/api/auth/reset', { code, next });
  }

  /** @returns {Promise<LoginSession[]>} used last first */
  async sessions() {
    return (await this.#http.call('GET', '/api/auth/sessions')).body.sessions;
  }

  /** @param {string} sessionId */
  async endSession(sessionId) {
    await this.#http.call('DELETE', `/api/auth/sessions/${encodeURIComponent(sessionId)}`);
  }

  /**
   * The account ends.
   *
   * @param {string} password '' of who has none here
   * @param {'keep' | 'delete'} messages what becomes of theirs
   */
  async deleteAccount(password, messages) {
    await this.#http.call('POST', '/api/users/me/deletion', { messages, ...(password && { password }) });
  }

  /** @param {string} code of the server's log */
  async claimAdmin(code) {
    await this.#http.call('POST', '/api/admin/claim', { code });
  }
}
