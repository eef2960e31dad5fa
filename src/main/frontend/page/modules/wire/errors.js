import { text } from '../texts/texts.js';
import { CODES } from './words.js';

const PASSING = new Set([CODES.network, CODES.timeout, CODES.unavailable, CODES.rateLimited, CODES.internal]);

/** A failure as the page knows it: a stable `code` to decide by, a `message` to show. */
export class ChatError extends Error {
  constructor(code, message, { status = 0, fields = [] } = {}) {
    super(message || text(`error.${code in BY_CODE ? code : CODES.internal}`));
    this.name = 'ChatError';
    this.code = code;
    this.status = status;
    this.fields = fields;
  }

  /** Whether the same call may well succeed a little later. */
  get passing() {
    return PASSING.has(this.code);
  }
}

const BY_CODE = Object.fromEntries(Object.values(CODES).map((code) => [code, true]));

/**
 * From an HTTP answer: its status and its problem+json body. An answer without one is not the chat's, but of a proxy in
 * front of it or of a container that is still starting: it says nothing about what was asked, so it passes.
 */
export function fromProblem(status, problem, retryAfter) {
  const code = problem?.code ?? CODES.unavailable;
  const fields = Array.isArray(problem?.errors) ? problem.errors : [];
  let message = problem?.error ?? problem?.detail ?? '';
  if (fields.length > 0) {
    message = [message, ...fields.map(({ field, message: what }) => `${capital(field)}: ${what}`)].filter(Boolean).join(' ');
  }
  const seconds = Number(retryAfter);
  if (status === 429 && seconds > 0) {
    message = `${message || text('error.rate_limited.short')} ${text('error.again', { seconds })}`;
  }
  return new ChatError(code, message, { status, fields });
}

/** From an ack `{ok:false, error:{code, message}}`. */
export function fromAck(ack) {
  return new ChatError(ack?.error?.code ?? CODES.internal, ack?.error?.message);
}

function capital(word) {
  return word ? word[0].toUpperCase() + word.slice(1) : '';
}
