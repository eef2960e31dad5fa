import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is promised, or a failure that names it after so many milliseconds. */
export async function within(millis, what, promise) {
  const late = new AbortController();
  try {
    return await Promise.race([
      promise,
      sleep(millis, undefined, { signal: late.signal }).then(() => assert.fail(`${what} took more than ${millis} ms`)),
    ]);
  } finally {
    late.abort();
  }
}
