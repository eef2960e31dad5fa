import { fullTimeOf } from '../texts/format.js';
import { text } from '../texts/texts.js';
import { CODES } from './protocol.js';

/** @import { Ack, FieldError, Suspension } from './types.js' */

/** @type {Set<string>} */
const PASSING = new Set([CODES.network, CODES.timeout, CODES.unavailable, CODES.rateLimited, CODES.internal]);

/** What is refused to a person for some time, or for ever. @type {Set<string | undefined>} */
const RESTRICTED = new Set([CODES.banned, CODES.kicked, CODES.muted, CODES.suspended]);

/** A failure as the page knows it: a stable `code` to decide by, a `message` to show. */
export class ChatError extends Error {
  /**
   * @param {string | undefined} code
   * @param {string} [message] by default the page's own words for that code
   * @param {{ status?: number, fields?: FieldError[], retryAfter?: number }} [more] of an answer; seconds to wait, 0 if it does not say
   */
  constructor(code, message, { status = 0, fields = [], retryAfter = 0 } = {}) {
    super(message || wordsFor(code));
    this.name = 'ChatError';
    this.code = code ?? CODES.internal;
    this.status = status;
    this.fields = fields;
    this.retryAfter = retryAfter;
  }

  /** Whether the same call may well succeed a little later. */
  get passing() {
    return PASSING.has(this.code);
  }
}

/**
 * What was thrown, as the page knows failures. Anything else is a fault of the page, for the console.
 *
 * @param {unknown} cause
 */
export function asChatError(cause) {
  if (cause instanceof ChatError) {
    return cause;
  }
  console.error(cause);
  return new ChatError(CODES.fault);
}

/** @param {string | undefined} code */
function wordsFor(code) {
  return text(`error.${Object.values(CODES).find((known) => known === code) ?? CODES.internal}`);
}

/**
 * From an HTTP answer: its status and its problem+json body. An answer without one is not the chat's, but of a proxy in
 * front of it or of a container that is still starting: it says nothing about what was asked, so it passes.
 *
 * @param {number} status
 * @param {{ code?: string, error?: string, detail?: string, errors?: FieldError[], until?: string } | undefined} problem
 * @param {string | null} [retryAfter]
 */
export function fromProblem(status, problem, retryAfter) {
  const code = problem?.code ?? CODES.unavailable;
  const fields = Array.isArray(problem?.errors) ? problem.errors : [];
  let message = untilWhen(problem) ?? problem?.error ?? problem?.detail ?? '';
  if (fields.length > 0) {
    message = [message, ...fields.map(({ field, message: what }) => `${capital(field)}: ${what}`)].filter(Boolean).join(' ');
  }
  const seconds = Number(retryAfter);
  // How long slow mode lasts is in the message already.
  if (status === 429 && code !== CODES.tooFast && seconds > 0) {
    message = `${message || text('error.rate_limited.short')} ${text('error.again', { seconds })}`;
  }
  return new ChatError(code, message, { status, fields, retryAfter: seconds || 0 });
}

/**
 * What is said to who is suspended.
 *
 * @param {Suspension} suspension
 */
export function suspendedWords({ until, reason }) {
  const error = reason ? text('error.suspended.why', { why: reason }) : text('error.suspended');
  return fromProblem(403, { code: CODES.suspended, error, until: until ?? undefined }).message;
}

/**
 * From an ack `{ok:false, error:{code, message, until?}}`.
 *
 * @param {Ack | undefined} ack
 */
export function fromAck(ack) {
  const { code = CODES.internal, message, retryAfter } = ack?.error ?? {};
  return new ChatError(code, untilWhen(ack?.error) ?? message, { retryAfter });
}

/**
 * The end of what is refused for some time, in the reader's own time; undefined without one.
 *
 * @param {{ code?: string, until?: string, error?: string } | undefined} refusal
 */
function untilWhen(refusal) {
  const { code, until = '', error = '' } = refusal ?? {};
  if (!RESTRICTED.has(code) || Number.isNaN(Date.parse(until))) {
    return undefined;
  }
  // Of an account the server says why.
  const why = code === CODES.suspended && error ? sentence(error) : wordsFor(code);
  return text('error.until', { why, until: fullTimeOf(until) });
}

/** @param {string} words */
const sentence = (words) => (/[.!?…]$/.test(words) ? words : `${words}.`);

/** @param {string} word */
function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
