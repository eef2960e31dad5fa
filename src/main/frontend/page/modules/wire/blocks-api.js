import { onThisOrigin } from './api.js';

/**
 * @import { Http } from './http.js'
 * @import { Blocked } from './types.js'
 */

/** Whom the caller blocks, as the server keeps it. */
export class BlocksApi {
  #http;

  /** @param {Pick<Http, 'call'>} http */
  constructor(http) {
    this.#http = http;
  }

  /**
   * One page of them; `next` is the address of the following one, or undefined.
   *
   * @param {string} [page]
   * @returns {Promise<{ people: Blocked[], next: string | undefined }>}
   */
  async page(page = '/api/users/me/blocks?limit=200') {
    const { body, links } = await this.#http.call('GET', page);
    return { people: body, next: links.next && onThisOrigin(links.next) };
  }

  /**
   * @param {string} userId
   * @param {boolean} blocked
   */
  async set(userId, blocked) {
    await this.#http.call(blocked ? 'PUT' : 'DELETE', `/api/users/me/blocks/${encodeURIComponent(userId)}`);
  }
}
