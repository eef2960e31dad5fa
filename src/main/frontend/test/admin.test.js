import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { adminInAddress, codeInAddress, leaveAdminAddress, linkTo, putAdminInAddress } from '../page/modules/address.js';
import { deedWords } from '../page/modules/admin/audit-tab.js';
import { Store } from '../page/modules/store/store.js';
import { AdminWay } from '../page/modules/views/admin-way.js';
import { AdminApi } from '../page/modules/wire/admin-api.js';
import { Api } from '../page/modules/wire/api.js';
import { fromProblem } from '../page/modules/wire/errors.js';

/** What was done to the history. */
let steps;

beforeEach(() => {
  steps = [];
  const step = (kind) => (state, _, place) => {
    steps.push(`${kind} ${place}`);
    globalThis.history.state = state;
    globalThis.location.hash = place.startsWith('#') ? place : '';
  };
  globalThis.location = { origin: 'https://chat.example', pathname: '/', search: '', hash: '' };
  globalThis.history = { state: null, pushState: step('push'), replaceState: step('replace'), back: () => steps.push('back') };
});

test('one step back leads out of the page of admins, whatever was looked at there', () => {
  putAdminInAddress('');
  putAdminInAddress('audit');
  assert.equal(adminInAddress(), 'audit');
  leaveAdminAddress('');
  assert.deepEqual(steps, ['push #admin', 'replace #admin=audit', 'back']);
});

test('who came by the address goes to the room under it, or to the list', () => {
  for (const [roomId, place] of [
    ['r1', '#room=r1'],
    ['', '/'],
  ]) {
    location.hash = '#admin';
    leaveAdminAddress(roomId);
    assert.equal(steps.pop(), `replace ${place}`);
  }
  leaveAdminAddress('r1');
  assert.deepEqual(steps, []);
  for (const other of ['', '#administer', '#admin=<b>', '#room=admin']) {
    location.hash = other;
    assert.equal(adminInAddress(), undefined);
  }
});

test('links bring their codes, and nothing but codes', () => {
  assert.equal(linkTo('reset', 'a_B-1'), 'https://chat.example/#reset=a_B-1');
  location.hash = '#reset=a_B-1';
  assert.equal(codeInAddress('reset'), 'a_B-1');
  assert.equal(codeInAddress('register'), '');
  for (const other of ['#reset=', '#reset=a b', '#reset=%3Cb%3E', `#reset=${'x'.repeat(201)}`]) {
    location.hash = other;
    assert.equal(codeInAddress('reset'), '');
  }
});

test('deeds are sentences, those in rooms as their own audit says them', () => {
  const nameOf = (id) => ({ a: 'Ann', b: 'Ben' })[id] ?? 'somebody';
  assert.equal(deedWords({ action: 'suspended', actor: 'a', userId: 'b' }, nameOf), 'Ann suspended Ben');
  assert.equal(deedWords({ action: 'admin_claimed', actor: 'a', userId: 'a' }, nameOf), 'Ann became the first admin');
  assert.match(deedWords({ action: 'ban', actor: 'a', userId: 'b' }, nameOf), /Ann.*Ben/);
  assert.match(deedWords({ action: 'something_new', actor: 'a' }, nameOf), /something new/);
});

test('who logs in to a suspended account reads why and until when', () => {
  const problem = { code: 'suspended', error: 'This account is suspended: spam', until: '2026-08-02T12:00:00.000Z' };
  assert.match(fromProblem(403, problem).message, /^This account is suspended: spam\. This ends on .*2026/);
  assert.equal(fromProblem(403, { ...problem, until: undefined }).message, 'This account is suspended: spam');
});

test('whether the site waits for its first admin, and who is suspended, is told with who it is', async () => {
  const answers = [
    { user: { _id: 'ann' }, registration: 'open', awaitsAdmin: true },
    { user: { _id: 'ann' }, registration: 'open' },
    { user: null, registration: 'open', suspended: { until: null, reason: 'spam' } },
    { user: null, registration: 'open' },
  ];
  const api = new Api(async () => new Response(JSON.stringify(answers.shift())));
  assert.deepEqual(await api.whoAmI(), { _id: 'ann', awaitsAdmin: true });
  assert.deepEqual(await api.whoAmI(), { _id: 'ann' });
  assert.equal(await api.whoAmI(), undefined);
  assert.equal(api.suspended?.reason, 'spam');
  await api.whoAmI();
  assert.equal(api.suspended, undefined);
});

test('what admins ask for', async () => {
  const asked = [];
  const call = async (method, path, content) => {
    asked.push([method, path, content]);
    return { body: {}, links: { next: 'http://inside/api/chat/audit?after=x' } };
  };
  const api = new AdminApi({ call });
  await api.people('An n', 'k');
  await api.people('');
  await api.suspend('u1', { reason: 'spam' });
  await api.lift('u1');
  await api.resetPassword('u1');
  await api.invite({ expires: 'P7D', uses: 2 });
  await api.revoke('i/1');
  await api.registration();
  await api.chooseRegistration(null);
  assert.equal((await api.audit()).next, '/api/chat/audit?after=x');
  assert.deepEqual(asked, [
    ['GET', '/api/admin/people?q=An+n&after=k', undefined],
    ['GET', '/api/admin/people', undefined],
    ['PUT', '/api/users/u1/suspension', { reason: 'spam' }],
    ['DELETE', '/api/users/u1/suspension', undefined],
    ['POST', '/api/users/u1/reset', undefined],
    ['POST', '/api/invitations', { expires: 'P7D', uses: 2 }],
    ['DELETE', '/api/invitations/i%2F1', undefined],
    ['GET', '/api/admin/registration', undefined],
    ['PUT', '/api/admin/registration', { mode: null }],
    ['GET', '/api/chat/audit', undefined],
  ]);
});

test('who may register is remembered, and a code is sent only if there is one', async () => {
  const sent = [];
  const api = new Api(async (path, { body }) => {
    sent.push(body);
    return new Response(JSON.stringify(path.endsWith('session') ? { user: null, registration: 'invitation' } : { user: {}, token: 't' }));
  });
  assert.equal(await api.whoAmI(), undefined);
  assert.equal(api.registration, 'invitation');
  await api.register('Ann', 'long enough', false, 'code');
  await api.register('Ben', 'long enough');
  assert.deepEqual(
    sent.slice(1).map((body) => JSON.parse(body).invitation),
    ['code', undefined],
  );
});

test('a reload leads to the page of admins, with a part in the address or without one', async () => {
  class Button extends EventTarget {
    hidden = true;
  }
  globalThis.HTMLElement = Button;
  globalThis.document = { querySelector: () => new Button() };
  globalThis.window = new EventTarget();
  for (const hash of ['#admin', '#admin=audit', '#room=r1']) {
    location.hash = hash;
    const store = new Store();
    new AdminWay(store, {});
    store.me = { _id: 'ann', name: 'Ann' };
    store.changed('session');
    await new Promise(setImmediate);
    // Who is no admin is told so: that is as far as it goes without the page.
    assert.equal(store.toasts.list().length, hash === '#room=r1' ? 0 : 1, hash);
  }
});
