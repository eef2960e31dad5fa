/**
 * How long to wait before the next try after `tries` that failed, in ms: doubling up to `longest`, and a quarter more or
 * less on each page, so that many pages do not come back in step.
 *
 * @param {number} tries
 * @param {{ first?: number, longest?: number }} [limits] in ms
 */
export function backoff(tries, { first = 1_000, longest = 30_000 } = {}) {
  return Math.min(longest, first * 2 ** (tries - 1)) * (0.75 + Math.random() / 2);
}
