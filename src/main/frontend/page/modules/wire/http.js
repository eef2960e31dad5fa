import { ChatError, fromProblem } from './errors.js';
import { parseLinks } from './link.js';
import { CODES } from './protocol.js';

const PATIENCE_MS = 15_000;

/** Calls of the server's REST side, as who is logged in. A call answers plain JSON values or throws a `ChatError`. */
export class Http {
  /** The token of this window's login; memory only. After a reload the HttpOnly cookie takes its place and this is empty. */
  token = '';
  /** @type {typeof globalThis.fetch} */
  #fetch;

  /** @param {typeof globalThis.fetch} [fetch] */
  constructor(fetch = globalThis.fetch.bind(globalThis)) {
    this.#fetch = fetch;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [content] a file as it is, anything else as JSON
   */
  async call(method, path, content) {
    const file = content instanceof Blob ? content : undefined;
    /** @type {Record<string, string>} */
    const headers = { Accept: 'application/json' };
    if (content !== undefined) {
      headers['Content-Type'] = file?.type ?? 'application/json';
    }
    if (this.token) {
      headers.Authorization = `Bearer ${this.token}`;
    }
    let response;
    let answer;
    try {
      response = await this.#fetch(path, {
        method,
        headers,
        body: content === undefined ? undefined : (file ?? JSON.stringify(content)),
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      answer = await response.text();
    } catch (cause) {
      throw new ChatError(cause instanceof Error && cause.name === 'TimeoutError' ? CODES.timeout : CODES.network);
    }
    const body = parse(answer);
    if (!response.ok) {
      throw fromProblem(response.status, body, response.headers.get('Retry-After'));
    }
    return { body, links: parseLinks(response.headers.get('Link')) };
  }
}

/** @param {string} answer */
function parse(answer) {
  try {
    return answer ? JSON.parse(answer) : undefined;
  } catch {
    // A proxy's HTML error page, say: the status tells enough.
    return undefined;
  }
}
