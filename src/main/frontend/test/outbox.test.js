import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../page/modules/outbox.js';

test('keeps the text and the id of what failed, for a retry', () => {
  const outbox = new Outbox();
  outbox.add('c1', 'hello', 0);
  outbox.fail('c1', 'No connection.');
  assert.deepEqual(outbox.items(), [{ clientId: 'c1', content: 'hello', at: 0, state: 'failed', error: 'No connection.' }]);
  const again = outbox.retry('c1');
  assert.equal(again.clientId, 'c1');
  assert.equal(again.state, 'pending');
  assert.equal(again.error, '');
});

test('retries nothing that is still on its way', () => {
  const outbox = new Outbox();
  outbox.add('c1', 'hello', 0);
  assert.equal(outbox.retry('c1'), undefined);
  assert.equal(outbox.retry('unknown'), undefined);
});

test('hides one waiting entry per arrival of the same text', () => {
  const outbox = new Outbox();
  outbox.add('c1', 'ha', 0);
  outbox.add('c2', 'ha', 1);
  outbox.arrived('ha');
  assert.deepEqual(outbox.items().map(({ clientId }) => clientId), ['c2']);
  outbox.arrived('ha');
  outbox.arrived('ha');
  assert.deepEqual(outbox.items(), []);
  outbox.settle('c1');
  outbox.settle('c2');
  assert.deepEqual(outbox.items(), []);
});

test('shows an entry again if what arrived was not it', () => {
  const outbox = new Outbox();
  outbox.add('c1', 'ha', 0);
  outbox.arrived('ha');
  outbox.fail('c1', 'Too many tries.');
  assert.equal(outbox.items().length, 1);
});

test('discards', () => {
  const outbox = new Outbox();
  outbox.add('c1', 'ha', 0);
  outbox.fail('c1', 'x');
  outbox.discard('c1');
  assert.deepEqual(outbox.items(), []);
});
