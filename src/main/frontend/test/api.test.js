import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api } from '../page/modules/wire/api.js';

/** Answers each call with the next of the given responses and keeps what was asked. */
function recordingFetch(...responses) {
  const calls = [];
  const fetch = async (path, options) => {
    calls.push({ path, ...options });
    const next = responses.shift();
    if (next instanceof Error) {
      throw next;
    }
    return next;
  };
  return { fetch, calls };
}

const json = (body, init) => new Response(JSON.stringify(body), init);

test('uses the token of its login until logout', async () => {
  const { fetch, calls } = recordingFetch(
    json({ user: { _id: 'u', name: 'Alice' }, token: 't' }),
    json([]),
    new Response(null, { status: 204 }),
    json([]),
  );
  const api = new Api(fetch);
  assert.deepEqual(await api.login('Alice', 'secret-secret'), { _id: 'u', name: 'Alice' });
  await api.rooms();
  await api.logout();
  await api.rooms({ q: 'a b' });
  assert.deepEqual(
    calls.map(({ headers }) => headers.Authorization),
    [undefined, 'Bearer t', 'Bearer t', undefined],
  );
  assert.equal(calls[3].path, '/api/chat/rooms?q=a+b');
});

test('renews the token of its login, or the cookie alone', async () => {
  const { fetch, calls } = recordingFetch(json({ user: {} }), json({ user: {}, token: 't' }), json({ user: {}, token: 't2' }));
  const api = new Api(fetch);
  await api.renew();
  assert.equal(api.token, '');
  await api.login('Alice', 'secret-secret', true);
  await api.renew();
  assert.equal(api.token, 't2');
  assert.deepEqual(
    calls.map(({ path }) => path),
    ['/api/auth/renewal', '/api/auth/login', '/api/auth/renewal'],
  );
});

test('keeps the token of a login that came while an older one was renewed', async () => {
  const { fetch } = recordingFetch(
    json({ user: {}, token: 't' }),
    json({ user: {}, token: 'old' }),
    json({ user: {}, token: 'new' }),
    json({ user: {}, token: 'old' }),
  );
  const api = new Api(fetch);
  await api.login('Alice', 'secret-secret');
  const renewal = api.renew();
  await api.login('Bob', 'secret-secret');
  await renewal;
  assert.equal(api.token, 'new');
  const late = api.renew();
  api.forgetToken();
  await late;
  assert.equal(api.token, '');
});

test('reads pages and their links', async () => {
  const { fetch, calls } = recordingFetch(json([{ seq: 1 }], { headers: { Link: '</x?after=1>; rel="next"' } }));
  assert.deepEqual(await new Api(fetch).messages('r', { after: 0, limit: 200 }), { messages: [{ seq: 1 }], older: false, newer: true });
  assert.equal(calls[0].path, '/api/chat/rooms/r/messages?after=0&limit=200');
});

test('turns problems, silence and foreign answers into errors with words', async () => {
  const { fetch } = recordingFetch(
    json({ code: 'conflict', error: 'The name is taken.' }, { status: 409 }),
    new Response('<html>Bad gateway</html>', { status: 502 }),
    new TypeError('fetch failed'),
    new DOMException('late', 'TimeoutError'),
  );
  const api = new Api(fetch);
  await assert.rejects(api.joinRoom('a'), { code: 'conflict', message: 'The name is taken.' });
  await assert.rejects(api.joinRoom('a'), { code: 'unavailable', status: 502 });
  await assert.rejects(api.joinRoom('a'), { code: 'network' });
  await assert.rejects(api.joinRoom('a'), { code: 'timeout' });
});

test('stays on its own origin, whatever name the next page is given', async () => {
  const link = { Link: '<http://inner:8080/api/chat/rooms?q=a&after=x>; rel="next"' };
  const { fetch, calls } = recordingFetch(json([{ _id: '1' }], { headers: link }), json([]));
  const api = new Api(fetch);
  const { next } = await api.rooms({ q: 'a' });
  assert.deepEqual(await api.rooms({ page: next }), { rooms: [], next: undefined });
  assert.equal(calls[1].path, '/api/chat/rooms?q=a&after=x');
});
