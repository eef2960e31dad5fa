import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Session } from '../page/modules/actions/session.js';
import { Store } from '../page/modules/store/store.js';
import { ChatError } from '../page/modules/wire/errors.js';

const settle = () => new Promise(setImmediate);

let store;
let session;
let api;
let done;
/** What is answered next to the question who it is: a person, undefined for nobody, an error, or a promise of one. */
let answers;

beforeEach(async () => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  store = new Store();
  done = [];
  globalThis.location = { hash: '' };
  answers = [{ _id: 'ann', name: 'Ann' }];
  api = {
    token: '',
    forgetToken: () => {},
    async whoAmI() {
      const answer = await answers.shift();
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
  };
  const connection = {
    open: (token) => token() && done.push(`open ${token()}`),
    close: () => done.push('close'),
    reopen: () => done.push('reopen'),
  };
  session = new Session(store, { connection, api }, { begin: () => {}, end: () => done.push('end') });
  await session.resume();
});

afterEach(() => mock.timers.reset());

test('renews the login while it lasts', async () => {
  let renewals = 0;
  api.renew = async () => {
    renewals += 1;
    throw new ChatError('unavailable');
  };
  mock.timers.tick(60 * 60_000);
  await settle();
  assert.equal(renewals, 3);
  session.ended('');
  mock.timers.tick(60 * 60_000);
  assert.equal(renewals, 3);
});

test('goes on as the same person, who may have become an admin', async () => {
  answers = [{ _id: 'ann', admin: true }];
  assert.equal(await session.confirm(), true);
  assert.deepEqual([store.me._id, done], ['ann', []]);
  assert.deepEqual([store.me.admin, store.rooms.standings.admin], [true, true]);
});

test("ends when the cookie has become another person's", async () => {
  answers = [{ _id: 'bob' }];
  assert.equal(await session.confirm(), false);
  assert.deepEqual(
    [store.me, store.toasts.list().map(({ words }) => words), done],
    [undefined, ['You have been logged out.'], ['end', 'close']],
  );
});

test('who is suspended reads why and until when', async () => {
  for (const [suspended, words] of [
    [{ until: null, reason: '' }, /^This account is suspended\.$/],
    [{ until: '2026-08-02T12:00:00.000Z', reason: 'spam' }, /^This account is suspended: spam\. This ends on .*2026/],
  ]) {
    store.me = { _id: 'ann' };
    api.suspended = suspended;
    answers = [undefined];
    assert.equal(await session.confirm(), false);
    assert.match(store.toasts.list().at(-1).words, words);
  }
  answers = [undefined];
  await session.resume();
  assert.match(store.toasts.list().at(-1).words, /suspended: spam/);
});

test('ends when nobody is logged in any more', async () => {
  for (const nobody of [undefined, new ChatError('unauthorized')]) {
    store.me = { _id: 'ann' };
    answers = [nobody];
    assert.equal(await session.confirm(), false);
    assert.equal(store.me, undefined);
  }
});

test('a first visitor is nobody, and that is no error', async () => {
  answers = [undefined];
  await session.resume();
  assert.deepEqual([store.me, store.asked, store.toasts.list()], [undefined, true, []]);
});

test('asks again until somebody can tell', async () => {
  answers = [new ChatError('unavailable'), { _id: 'ann' }];
  const confirmed = session.confirm();
  await settle();
  mock.timers.tick(3_000);
  assert.equal(await confirmed, true);
});

test('a question of an earlier connection or session counts no more', async () => {
  let late;
  answers = [
    new Promise((resolve) => {
      late = resolve;
    }),
    { _id: 'ann' },
  ];
  const first = session.confirm();
  assert.equal(await session.confirm(), true);
  late({ _id: 'bob' });
  assert.equal(await first, false);
  assert.equal(store.me._id, 'ann');
});

test('does not wait for an answer about a token of its own', async () => {
  api.token = 'of Ann';
  let late;
  answers = [
    new Promise((resolve) => {
      late = resolve;
    }),
  ];
  assert.equal(await session.confirm(), true);
  late({ _id: 'ann', admin: true });
  await settle();
  assert.equal(store.me.admin, true);
});

test('dismissed by the server, connects again as the same person only', async () => {
  answers = [{ _id: 'ann' }];
  await session.dismissed();
  assert.deepEqual(done, ['reopen']);
  answers = [{ _id: 'bob' }];
  await session.dismissed();
  assert.deepEqual([store.me, done], [undefined, ['reopen', 'end', 'close']]);
});

test('another password is another login of the same window, whatever the connection says meanwhile', async () => {
  api.token = 'old';
  answers = [undefined];
  await session.anew(async () => {
    await session.dismissed();
    api.token = 'new';
  });
  assert.deepEqual([store.me._id, done], ['ann', ['open new']]);
});

test('a change that fails leaves the login, unless that has ended', async () => {
  const refused = new ChatError('forbidden');
  await assert.rejects(
    session.anew(() => Promise.reject(refused)),
    refused,
  );
  assert.deepEqual([store.me._id, done], ['ann', []]);
  api.token = 'old';
  answers = [undefined];
  const lost = new ChatError('network');
  await assert.rejects(
    session.anew(async () => {
      await session.dismissed();
      throw lost;
    }),
    lost,
  );
  await settle();
  assert.equal(store.me, undefined);
});

test('who deletes the account is at the door, with a kind word', async () => {
  await session.over(() => session.dismissed(), 'Take care.');
  assert.deepEqual([store.me, store.toasts.list().map(({ words }) => words), done], [undefined, ['Take care.'], ['end', 'close']]);
});

test('of a cookie that another window replaces it asks twice', async () => {
  answers = [undefined, { _id: 'ann' }];
  const dismissed = session.dismissed();
  await settle();
  mock.timers.tick(3_000);
  await dismissed;
  assert.deepEqual([store.me._id, done], ['ann', ['reopen']]);
});

test('asks anew who this is', async () => {
  answers = [{ _id: 'ann', admin: true }];
  await session.refresh();
  assert.equal(store.me.admin, true);
  answers = [{ _id: 'bob' }];
  await session.refresh();
  assert.equal(store.me, undefined);
});
