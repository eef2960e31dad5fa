import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChatError, fromAck, fromProblem } from '../page/modules/wire/errors.js';

test('shows what the server says', () => {
  const error = fromProblem(409, { code: 'conflict', detail: 'The name is taken.', error: 'The name is taken.' });
  assert.equal(error.message, 'The name is taken.');
  assert.equal(error.code, 'conflict');
  assert.equal(error.status, 409);
});

test('names the fields of a malformed request', () => {
  const error = fromProblem(400, { code: 'invalid', detail: 'Not valid.', errors: [{ field: 'name', message: 'too short' }] });
  assert.equal(error.message, 'Not valid. Name: too short');
});

test('finds words where the answer has none', () => {
  assert.match(fromProblem(500, { code: 'internal' }).message, /went wrong/);
  assert.match(new ChatError('network').message, /reach the server/);
  assert.match(fromAck({ ok: false, error: { code: 'not_a_member' } }).message, /not a member/);
  assert.equal(fromAck(undefined).code, 'internal');
});

test("an answer that is not the chat's says nothing about what was asked", () => {
  for (const status of [401, 403, 404, 500, 502, 503]) {
    const error = fromProblem(status, undefined);
    assert.deepEqual([error.code, error.passing, error.status], ['unavailable', true, status]);
  }
});

test('says how long to wait', () => {
  assert.equal(
    fromProblem(429, { code: 'rate_limited', error: 'Too many tries.' }, '30').message,
    'Too many tries. Try again in 30 seconds.',
  );
});

test('knows which failures pass', () => {
  assert.equal(new ChatError('unavailable').passing, true);
  assert.equal(new ChatError('not_a_member').passing, false);
});

test('of what is refused for some time it says the end, as the reader writes times', () => {
  const until = '2026-12-01T01:00:00.123Z';
  for (const error of [
    fromProblem(403, { code: 'muted', error: `You are muted in this room until ${until}.`, until }),
    fromAck({ ok: false, error: { code: 'muted', message: `You are muted in this room until ${until}.`, until } }),
  ]) {
    assert.match(error.message, /^You’re muted in this room\. This ends on .*2026.*\.$/);
    assert.equal(error.passing, false);
  }
  assert.equal(fromAck({ error: { code: 'banned', message: 'You are banned for ever.' } }).message, 'You are banned for ever.');
  assert.match(fromAck({ error: { code: 'kicked', until: 'soon' } }).message, /removed from this room/);
  assert.equal(fromProblem(429, { code: 'too_fast', error: 'Again in 30 s.' }, '30').message, 'Again in 30 s.');
});
