const BY_CODE = {
  unauthorized: 'Please log in again.',
  forbidden: 'You are not allowed to do that.',
  not_a_member: 'You are not in this room any more. Enter it again to write.',
  room_not_found: 'This room does not exist.',
  invalid: 'Something in this was not right.',
  too_long: 'This is too long.',
  conflict: 'This is already taken.',
  rate_limited: 'Too many tries. Wait a moment, then try again.',
  unavailable: 'The server cannot answer right now. Try again in a moment.',
  internal: 'Something went wrong on the server. Try again in a moment.',
  network: 'The server cannot be reached. Check your connection and try again.',
  timeout: 'The server took too long to answer. Try again.',
};

const CODE_BY_STATUS = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'room_not_found',
  409: 'conflict',
  413: 'too_long',
  429: 'rate_limited',
  503: 'unavailable',
};

/** A failure as the page knows it: a stable `code` to decide by, a `message` to show. */
export class ChatError extends Error {
  constructor(code, message, { status = 0, fields = [] } = {}) {
    super(message || BY_CODE[code] || BY_CODE.internal);
    this.name = 'ChatError';
    this.code = code;
    this.status = status;
    this.fields = fields;
  }

  /** Whether the same call may well succeed a little later. */
  get passing() {
    return ['network', 'timeout', 'unavailable', 'rate_limited', 'internal'].includes(this.code);
  }
}

/** From an HTTP answer: its status and, where there is one, its problem+json body. */
export function fromProblem(status, problem, retryAfter) {
  const code = problem?.code ?? CODE_BY_STATUS[status] ?? 'internal';
  const fields = Array.isArray(problem?.errors) ? problem.errors : [];
  let message = problem?.error ?? problem?.detail ?? '';
  if (fields.length > 0) {
    message = [message, ...fields.map(({ field, message: what }) => `${capital(field)}: ${what}`)].filter(Boolean).join(' ');
  }
  const seconds = Number(retryAfter);
  if (status === 429 && seconds > 0) {
    message = `${message || 'Too many tries.'} Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  }
  return new ChatError(code, message, { status, fields });
}

/** From an ack `{ok:false, error:{code, message}}`. */
export function fromAck(ack) {
  return new ChatError(ack?.error?.code ?? 'internal', ack?.error?.message);
}

/** The line about the connection; `since` is when it was lost. */
export function connectionWords(state, since, locale) {
  const at = since ? ` since ${new Date(since).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })}` : '';
  switch (state) {
    case 'connected':
      return 'Connected';
    case 'connecting':
      return 'Connecting…';
    case 'offline':
      return `Offline${at}. What you write is kept.`;
    default:
      return `Connection lost${at}. Reconnecting…`;
  }
}

function capital(word) {
  return word ? word[0].toUpperCase() + word.slice(1) : '';
}
