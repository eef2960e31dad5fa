import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../page/modules/store/outbox.js';

const add = (outbox, clientId, content, at = 0) => outbox.add({ clientId, content, at });
const ids = (outbox) => outbox.items().map(({ clientId }) => clientId);

test('keeps the text and the id of what failed, for a retry', () => {
  const outbox = new Outbox();
  add(outbox, 'c1', 'hello');
  outbox.sending('c1');
  outbox.fail('c1', 'No.');
  const [entry] = outbox.items();
  assert.deepEqual([entry.clientId, entry.content, entry.state, entry.error], ['c1', 'hello', 'failed', 'No.']);
  assert.equal(outbox.next(), undefined);
  assert.equal(outbox.retry('c1'), true);
  assert.deepEqual([outbox.next().clientId, outbox.next().state, outbox.next().error], ['c1', 'pending', '']);
});

test('retries nothing that is still to be sent, or unknown', () => {
  const outbox = new Outbox();
  add(outbox, 'c1', 'hello');
  assert.equal(outbox.retry('c1'), false);
  assert.equal(outbox.retry('unknown'), false);
});

test('gives the oldest pending one first, past those that failed', () => {
  const outbox = new Outbox();
  add(outbox, 'c1', 'a');
  add(outbox, 'c2', 'b');
  add(outbox, 'c3', 'c');
  outbox.fail('c1', 'No.');
  assert.equal(outbox.next().clientId, 'c2');
  outbox.settle('c2');
  assert.equal(outbox.next().clientId, 'c3');
  assert.deepEqual(ids(outbox), ['c1', 'c3']);
});

test('hides one tried entry per arrival of the same text', () => {
  const outbox = new Outbox();
  add(outbox, 'c1', 'ha');
  add(outbox, 'c2', 'ha');
  outbox.arrived('ha');
  assert.deepEqual(ids(outbox), ['c1', 'c2'], 'nothing of these can have arrived');
  outbox.sending('c1');
  outbox.arrived('ha');
  assert.deepEqual(ids(outbox), ['c2']);
  outbox.arrived('ha');
  assert.deepEqual(ids(outbox), ['c2']);
  outbox.settle('c1');
  assert.deepEqual(ids(outbox), ['c2']);
});

test('shows an entry again if what arrived was not it', () => {
  const outbox = new Outbox();
  add(outbox, 'c1', 'ha');
  outbox.sending('c1');
  outbox.arrived('ha');
  outbox.fail('c1', 'Too many tries.');
  assert.deepEqual(ids(outbox), ['c1']);
});

test('discards what is not on its way', () => {
  const outbox = new Outbox();
  add(outbox, 'c1', 'ha');
  outbox.sending('c1');
  assert.equal(outbox.discard('c1'), false);
  outbox.wait('c1');
  assert.equal(outbox.discard('c1'), true);
  assert.deepEqual(outbox.items(), []);
});

test('takes back what an earlier page kept, once', () => {
  const outbox = new Outbox();
  const kept = { clientId: 'c1', content: 'ha', at: 1, state: 'pending', tried: true, sending: true };
  outbox.restore([kept]);
  outbox.restore([{ ...kept, content: 'other' }]);
  assert.deepEqual(outbox.items(), [{ ...kept, sending: false }]);
});
