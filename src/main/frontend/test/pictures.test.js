import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { mayShow, showPicture } from '../page/modules/views/dom.js';

let remote;

beforeEach(() => {
  remote = 'false';
  globalThis.location = { origin: 'https://chat.example' };
  globalThis.document = { querySelector: () => ({ content: remote }) };
});

test('shows pictures of this site, and small ones that come along', () => {
  for (const image of [
    '/uploads/ann%20lee.png',
    '/a/b.c.webp?x=1',
    'https://chat.example/ann.png',
    '/apikeys.png',
    'data:image/png;base64,AAAA',
  ]) {
    assert.equal(mayShow(image), true, image);
  }
});

test('shows what the server has drawn, by exactly that address', () => {
  const address = `/api/users/${'a1'.repeat(12)}/image?v=${'b2'.repeat(12)}`;
  assert.equal(mayShow(address), true);
  for (const other of [`${address}&x=1`, `/${address}`, address.replace('image', 'export'), address.replace('?v=', '/../../auth/me?v=')]) {
    assert.equal(mayShow(other), false, other);
  }
});

test('shows those of other sites only if the operator lets it', () => {
  assert.equal(mayShow('https://other.example/api/ann.png'), false);
  remote = 'true';
  assert.equal(mayShow('https://other.example/api/ann.png'), true);
  assert.equal(mayShow('http://other.example/ann.png'), false);
});

test('takes no address for a picture that calls the server', () => {
  for (const image of [
    '/api/auth/me',
    '/API',
    '/socket.io/?EIO=4&transport=polling',
    '/%73ocket.io/?EIO=4&transport=polling',
    '/%2573ocket.io/',
    '//chat.example/api/x',
    'https://chat.example//api/x',
    '/x/../api/x',
    '/x/%2e%2e/api/x',
    '/x%2f..%2fapi/x',
    '/.%2fapi/x',
    '/%2fapi/x',
    '/api;a=b/x',
    '/;a/api/x',
    '/%5capi/x',
    '\\api\\x',
    '/%ff/api',
    '/%',
  ]) {
    assert.equal(mayShow(image), false, image);
  }
});

test('shows nothing that is no address, or of another kind', () => {
  for (const image of [undefined, '', 7, 'http://', 'javascript:alert(1)', 'data:image/svg+xml;base64,AAAA', 'data:text/html,x']) {
    assert.equal(mayShow(image), false, String(image));
  }
});

test('a picture that is shown already is not made anew', () => {
  let made = 0;
  globalThis.document.createElement = () => {
    made += 1;
    return { append: () => {}, addEventListener: () => {}, setAttribute: () => {} };
  };
  const held = new Map();
  const node = {
    getAttribute: (name) => held.get(name) ?? null,
    setAttribute: (name, value) => held.set(name, value),
    querySelector: () => null,
    append: () => {},
  };
  for (const image of [undefined, '/a.png', '/a.png', undefined, '/b.png', '', '', '/b.png']) {
    showPicture(node, image);
  }
  assert.equal(made, 3);
});
