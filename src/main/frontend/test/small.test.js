import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaint } from '../page/modules/store/rules.js';
import { newClientId } from '../page/modules/wire/ids.js';
import { parseLinks } from '../page/modules/wire/link.js';

test('reads Link headers', () => {
  assert.deepEqual(parseLinks('</m?before=5&limit=50>; rel="prev", </m?after=54>; rel=next'), {
    prev: '/m?before=5&limit=50',
    next: '/m?after=54',
  });
  assert.deepEqual(parseLinks('</a,b>; title="x"; rel="next last"'), { next: '/a,b', last: '/a,b' });
  assert.deepEqual(parseLinks(null), {});
});

test('makes version-4 ids with and without a secure context', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const plain = { getRandomValues: (bytes) => globalThis.crypto.getRandomValues(bytes) };
  assert.match(newClientId(), uuid);
  assert.match(newClientId(plain), uuid);
  assert.notEqual(newClientId(plain), newClientId(plain));
});

test('complains in plain words, and only when there is cause', () => {
  assert.equal(complaint('content', 'hi'), '');
  assert.equal(complaint('content', ''), 'Write a message first.');
  assert.equal(complaint('content', 'x'.repeat(2001)), 'A message can have at most 2000 characters; this one has 2001.');
  assert.equal(complaint('password', 'short'), 'Use at least 8 characters for your password.');
  assert.equal(complaint('content', '🙂'.repeat(2000)), '');
});
