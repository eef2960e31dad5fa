import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Finding } from '../page/modules/actions/finding.js';
import { MemberList } from '../page/modules/actions/members.js';
import { People } from '../page/modules/actions/people.js';
import { Conversation } from '../page/modules/store/conversation.js';
import { Store } from '../page/modules/store/store.js';

const settle = () => new Promise(setImmediate);
const member = (_id, more = {}) => ({ _id, name: _id, image: '', role: 'member', online: false, ...more });

let store;
let asked;
let list;

/** Each call waits until it is answered. */
beforeEach(() => {
  store = new Store();
  store.me = { _id: 'me', name: 'me', image: '' };
  store.current = new Conversation('r');
  asked = [];
  const api = { members: (roomId, query = {}) => new Promise((resolve, reject) => asked.push({ roomId, ...query, resolve, reject })) };
  list = new MemberList(store, api);
});

const answer = async (members, next) => {
  asked.at(-1).resolve({ items: members, next });
  await settle();
};
const ids = () => store.members.list().map(({ _id }) => _id);

test('are read a page at a time, and never two at once', async () => {
  void list.open();
  void list.more();
  assert.equal(asked.length, 1);
  await answer([member('a'), member('b')], '/2');
  void list.more();
  assert.equal(asked[1].page, '/2');
  await answer([member('c')]);
  assert.deepEqual([ids(), store.members.next], [['a', 'b', 'c'], undefined]);
  await list.more();
  assert.equal(asked.length, 2, 'there are no more');
});

test('after a failure nothing is asked by itself, and the same page again by a hand', async () => {
  void list.open();
  asked[0].reject(new Error());
  await settle();
  assert.deepEqual([store.members.failed, store.members.busy], [true, false]);
  void list.more();
  await answer([member('a')]);
  assert.deepEqual([ids(), store.members.failed], [['a'], false]);
});

test('what comes for a room that is not open any more is not shown', async () => {
  void list.open();
  store.current = new Conversation('other');
  void list.open();
  asked[0].resolve({ items: [member('a')] });
  await answer([member('b')]);
  assert.deepEqual(ids(), ['b']);
});

test('of several names that are looked for only the latest counts', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  void list.open();
  await answer([member('a')]);
  void list.search('x');
  t.mock.timers.tick(100);
  void list.search('xy');
  t.mock.timers.tick(1_000);
  await settle();
  assert.deepEqual(
    asked.slice(1).map(({ q }) => q),
    ['xy'],
  );
  await answer([member('xyz')], '/more');
  assert.deepEqual([store.members.found.map(({ _id }) => _id), store.members.foundNext], [['xyz'], '/more']);
  void list.more();
  assert.equal(asked.at(-1).page, '/more');
  await answer([member('xyzz')]);
  assert.equal(store.members.found.length, 2);
  void list.search('');
  assert.deepEqual([store.members.found, ids()], [undefined, ['a']]);
});

test('what comes of a name that is not looked for any more, or fails, is nothing to the next one', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  void list.open();
  await answer([member('a')]);
  void list.search('x');
  t.mock.timers.tick(1_000);
  await settle();
  await answer([member('x1')], '/more');
  void list.more();
  void list.search('y');
  t.mock.timers.tick(1_000);
  await settle();
  const [more, search] = asked.slice(-2);
  more.resolve({ items: [member('x2')], next: '/x' });
  await settle();
  assert.deepEqual([store.members.found, store.members.busy], [undefined, true]);
  search.resolve({ items: [member('y1')], next: undefined });
  await settle();
  assert.deepEqual([store.members.found.map(({ _id }) => _id), store.members.foundNext, store.members.busy], [['y1'], undefined, false]);
  void list.search('z');
  t.mock.timers.tick(1_000);
  await settle();
  void list.search('');
  asked.at(-1).reject(new Error());
  await settle();
  assert.deepEqual([store.members.failed, store.members.busy], [false, false]);
});

test('who comes is a member then, who has left is none, and who only closed the window stays one', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  void list.open();
  await answer([member('gone'), member('away')]);
  const tell = (how, userId) => list.moved(how, { roomId: 'r', userId, userName: userId });
  tell('left', 'gone');
  tell('left', 'away');
  tell('joined', 'new');
  tell('joined', 'away');
  list.moved('left', { roomId: 'another', userId: 'x', userName: 'x' });
  t.mock.timers.tick(60_000);
  for (const found of [[], [member('away')], [member('new')]]) {
    await settle();
    await answer(found);
  }
  assert.deepEqual(ids(), ['away', 'new']);
  assert.deepEqual(
    asked.slice(1).map(({ q }) => q),
    ['gone', 'away', 'new'],
  );
});

test('whose account has ended is none, whatever was asked for before', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const people = new People(store, {}, {});
  void list.open();
  await answer([member('a'), member('b')]);
  list.moved('left', { roomId: 'r', userId: 'a', userName: 'a' });
  t.mock.timers.tick(60_000);
  await settle();
  // The membership ends some time after the connection.
  await answer([member('a')]);
  people.hear({ _id: 'a', name: 'Deleted user', displayName: 'Deleted user', image: '' });
  people.hear({ _id: 'b', name: 'b', displayName: 'B', image: 'new' });
  assert.deepEqual(ids(), ['b']);
  void list.search('a');
  t.mock.timers.tick(60_000);
  await settle();
  await answer([member('a')]);
  assert.deepEqual([store.members.found, store.nameOf('a')], [[], 'Deleted user']);
  assert.deepEqual(store.peopleCalled('deleted'), []);
});

test('after the end of a login nobody is looked for', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  void list.open();
  await answer([member('a')]);
  list.moved('left', { roomId: 'r', userId: 'a', userName: 'a' });
  store.reset();
  t.mock.timers.tick(60_000);
  await settle();
  assert.equal(asked.length, 1);
});

test('of what is answered after the end of a login nobody is known to the next one', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const api = { members: () => new Promise((resolve) => asked.push({ resolve })) };
  const people = new People(store, {}, api);
  void people.beginning('a');
  void new Finding(store, api).find('a');
  t.mock.timers.tick(1_000);
  await settle();
  void people.learn(['a']);
  store.reset();
  assert.equal(asked.length, 3);
  asked.forEach(({ resolve }) => resolve({ items: [member('a')] }));
  await settle();
  assert.deepEqual([store.nameOf('a'), store.peopleCalled('a')], [undefined, []]);
});

test('in a crowded room nobody is looked for', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  store.current.roster.reset([], 51);
  void list.open();
  await answer([]);
  list.moved('left', { roomId: 'r', userId: 'a', userName: 'a' });
  t.mock.timers.tick(60_000);
  await settle();
  assert.equal(asked.length, 1);
});

test('a role of one’s own is seen at once', async () => {
  void list.open();
  await answer([member('me')]);
  list.heard({ roomId: 'r', role: 'moderator' });
  assert.equal(store.members.find('me').role, 'moderator');
});

test('people to write to are those whom one has met, and members of the open room', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  store.learn('me', 'Ann Me');
  store.learn('a', 'Ann Lee');
  store.learn('b', 'Big Ann');
  store.learn('c', 'Joann');
  const finding = new Finding(store, { members: async (roomId, { q }) => ({ items: [member('d', { name: `${q} too` })] }) });
  const names = (found) => found.map(({ name }) => name);
  assert.deepEqual([names(finding.known('ＡN')), names(finding.known(' '))], [['Ann Lee', 'Big Ann'], []]);
  store.people.learnDisplayName('c', 'Joann', 'The Anchor');
  assert.deepEqual(names(finding.known('anch')), ['Joann']);
  store.people.learnDisplayName('c', 'Joann', '');
  store.people.learnDisplayName('a', 'Ann Lee', 'Joann');
  assert.deepEqual(names(finding.known('joann')), ['Joann', 'Ann Lee'], 'whose name it is first');
  const early = finding.find('a');
  const late = finding.find('ann');
  t.mock.timers.tick(1_000);
  assert.equal(await early, undefined);
  assert.deepEqual(names(await late), ['Ann Lee', 'ann too', 'Big Ann']);
});

test('who comes back to the list sees what others are by now, at most now and then; what was told since is newer', async () => {
  let now = 0;
  const clock = new MemberList(
    store,
    { members: (roomId, query) => new Promise((resolve) => asked.push({ roomId, ...query, resolve })) },
    () => now,
  );
  const roles = () => store.members.list().map(({ _id, role }) => `${_id} ${role}`);
  void clock.open();
  await answer([member('a'), member('b', { role: 'moderator' }), member('me')]);
  await clock.glance();
  assert.equal(asked.length, 1, 'it was read just now');
  now = 20_000;
  void clock.glance();
  void clock.glance();
  assert.deepEqual([asked.length, asked[1].limit], [2, 200]);
  await answer([member('a', { role: 'owner' }), member('b'), member('me', { role: 'owner' }), member('c')]);
  assert.deepEqual(roles(), ['a owner', 'b member', 'me member'], 'one’s own role is told, and who comes is looked for');
  store.people.missed();
  now = 40_000;
  void clock.glance();
  await answer([member('a', { role: 'owner', displayName: 'Ann', image: 'new' }), member('b'), member('me')]);
  assert.deepEqual([store.displayNameOf('a'), store.imageOf('a')], ['Ann', 'new'], 'what was missed');
  now = 60_000;
  void clock.glance();
  store.members.promote('a', 'member');
  await answer([member('a', { role: 'owner' })]);
  assert.equal(roles()[0], 'a member');
});
