import { onThisOrigin, queryOf, roomPath } from './api.js';

/**
 * @import { Http } from './http.js'
 * @import { Listed, Member, MentionNotice, ToldRoom } from './types.js'
 */

/** The REST side of direct rooms, and of who belongs to a room. Every method answers plain JSON values or throws a `ChatError`. */
export class PeopleApi {
  #http;

  /** @param {Pick<Http, 'call'>} http */
  constructor(http) {
    this.#http = http;
  }

  /**
   * The caller's direct rooms that are not hidden, in the order of their ids, each with its `people`.
   *
   * @param {string} [page] the address of one that is not the first
   * @returns {Promise<{ rooms: ToldRoom[], next: string | undefined }>}
   */
  async direct(page = '/api/chat/direct?limit=200') {
    const { body, links } = await this.#http.call('GET', page);
    return { rooms: body, next: links.next && onThisOrigin(links.next) };
  }

  /**
   * The one room of exactly these people and the caller.
   *
   * @param {string[]} userIds
   * @returns {Promise<ToldRoom>}
   */
  async openDirect(userIds) {
    return (await this.#http.call('POST', '/api/chat/direct', { userIds })).body;
  }

  /**
   * Takes a direct room out of the caller's list.
   *
   * @param {string} roomId
   */
  async hide(roomId) {
    await this.#http.call('PUT', `${roomPath(roomId)}/hidden`);
  }

  /**
   * A page of who belongs to a room: in the order of their ids, with `q` those whose name begins so, in its order.
   *
   * @param {string} roomId
   * @param {{ q?: string, limit?: number, page?: string }} [which] `page`: the address of one that is not the first
   * @returns {Promise<Listed<Member>>}
   */
  async members(roomId, { q = '', limit, page = '' } = {}) {
    const query = queryOf({ ...(limit && { limit }), ...(q && { q }) });
    const first = `${roomPath(roomId)}/members${query ? `?${query}` : ''}`;
    const { body, links } = await this.#http.call('GET', page || first);
    return { items: body, next: links.next && onThisOrigin(links.next) };
  }

  /**
   * What was said to the caller by name or in answer to their words, newest first.
   *
   * @param {string} [page] the address of one that is not the first
   * @returns {Promise<{ notices: MentionNotice[], next: string | undefined }>}
   */
  async mentions(page = '/api/chat/mentions?limit=50') {
    const { body, links } = await this.#http.call('GET', page);
    return { notices: body, next: links.next && onThisOrigin(links.next) };
  }
}
