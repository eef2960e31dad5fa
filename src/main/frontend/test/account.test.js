import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moved, squareOf } from '../page/modules/account/crop.js';
import { OwnProfile } from '../page/modules/actions/own-profile.js';
import { People } from '../page/modules/actions/people.js';
import { Searching } from '../page/modules/actions/searching.js';
import { Conversation } from '../page/modules/store/conversation.js';
import { Store } from '../page/modules/store/store.js';
import { isOther } from '../page/modules/views/log-rows.js';
import { Api } from '../page/modules/wire/api.js';

const settle = () => new Promise(setImmediate);

const WIDE = { width: 400, height: 200 };

test('the square of a picture lies within it', () => {
  assert.deepEqual(squareOf(WIDE, { zoom: 1, x: 0.5, y: 0.5 }), { left: 100, top: 0, side: 200 });
  assert.deepEqual(squareOf(WIDE, { zoom: 2, x: 1, y: 1 }), { left: 300, top: 100, side: 100 });
  assert.deepEqual(squareOf(WIDE, { zoom: 0, x: -1, y: 7 }), { left: 0, top: 0, side: 200 });
  assert.equal(squareOf({ width: 1, height: 1 }, { zoom: 4, x: 0.5, y: 0.5 }).side, 1);
});

test('drawing a picture along moves it as far as there is something', () => {
  const choice = { zoom: 1, x: 0.5, y: 0.5 };
  // 50 of 100 pixels shown are 100 of the picture, half of what can be moved.
  assert.deepEqual(moved(WIDE, choice, { x: -50, y: -50 }, 100), { zoom: 1, x: 1, y: 0.5 });
  assert.deepEqual(moved(WIDE, choice, { x: 500, y: 0 }, 100), { zoom: 1, x: 0, y: 0.5 });
});

function people(members) {
  const store = new Store();
  store.me = { _id: 'me', name: 'Me', image: '' };
  store.current = new Conversation('r1');
  const asked = [];
  const api = {
    person: async (_id) => {
      asked.push(_id);
      return { _id, name: _id, image: `of ${_id}` };
    },
  };
  const rooms = {
    members: async (roomId) => {
      asked.push(roomId);
      return { items: members };
    },
  };
  return { store, asked, people: new People(store, api, rooms) };
}

test('pictures are asked for once, and what is newer stays', async () => {
  const {
    store,
    asked,
    people: actions,
  } = people([
    { _id: 'ann', name: 'Ann', image: 'old' },
    { _id: 'ben', name: 'Ben', image: 'ben' },
  ]);
  actions.hear({ _id: 'ann', name: 'Ann', image: 'new', displayName: 'Ann' });
  await actions.learnImages(['ann', 'ben', 'gone']);
  await actions.learnImages(['ann', 'ben', 'gone']);
  assert.deepEqual(asked, ['r1']);
  assert.equal(store.imageOf('ann'), 'new');
  assert.equal(store.imageOf('ben'), 'ben');
  assert.equal(store.imageOf('gone'), undefined);
  store.reset();
  assert.equal(store.imageOf('ben'), undefined);
});

test('display names are learned from lists and cards, what is newer stays, and those of who is gone do not', async () => {
  const { store, people: actions } = people([
    { _id: 'ann', name: 'Ann', image: '', displayName: 'Old' },
    { _id: 'ben', name: 'Ben', image: '', displayName: 'Ben of the Hill' },
    { _id: 'cem', name: 'Cem', image: '' },
    { _id: 'eve', name: 'Eve', image: '', displayName: 'Ann ＠Ann' },
  ]);
  const of = (...names) => names.map((name) => store.displayNameOf(name.toLowerCase(), name));
  actions.hear({ _id: 'ann', name: 'Ann', image: '', displayName: 'Ann of the Lake' });
  await actions.learnImages(['ann', 'ben', 'cem']);
  // Nobody passes for a unique name by writing one into the other.
  assert.deepEqual(of('Ann', 'Ben', 'Cem', 'Eve', 'Dan'), ['Ann of the Lake', 'Ben of the Hill', '', '', undefined]);
  actions.hear({ _id: 'me', name: 'Me', image: '', displayName: 'Myself' });
  assert.equal(store.me.displayName, 'Myself');
  actions.hear({ _id: 'ann', name: 'Ann', image: '', displayName: 'Ann' });
  assert.deepEqual(of('Ann'), ['']);
  // Of a message that tells it before the event does.
  assert.equal(store.displayNameOf('ben', 'Deleted user'), '');
  actions.hear({ _id: 'ben', name: 'Deleted user', image: '', displayName: 'Deleted user' });
  assert.equal(store.displayNameOf('ben'), '');
  store.reset();
  assert.deepEqual(of('Ann', 'Cem'), [undefined, undefined]);
});

test('who is gone does not come back with what was read before, and who was missed is asked for anew', async () => {
  const members = [
    { _id: 'ann', name: 'Ann', image: 'old', displayName: 'Annie' },
    { _id: 'ben', name: 'Ben', image: 'old', displayName: 'Benny' },
  ];
  const { store, asked, people: actions } = people(members);
  const gone = { name: 'Deleted user', image: '', displayName: 'Deleted user' };
  store.learn('ann', 'Ann');
  actions.hear({ _id: 'ann', ...gone });
  actions.hear(members[0]);
  // Nothing was known of them when it was told.
  actions.hear({ _id: 'cem', ...gone });
  members.push({ _id: 'cem', name: 'Cem', image: 'old', displayName: 'Jem' });
  await actions.learnImages(['ann', 'ben', 'cem']);
  const of = (userId) => [store.nameOf(userId), store.imageOf(userId), store.displayNameOf(userId)];
  assert.deepEqual(
    [of('ann'), of('ben'), of('cem')],
    [
      ['Deleted user', '', ''],
      ['Ben', 'old', 'Benny'],
      ['Deleted user', '', ''],
    ],
  );

  members[1] = { _id: 'ben', name: 'Ben', image: 'new', displayName: 'Benjamin' };
  await actions.learnImages(['ben']);
  assert.deepEqual([of('ben'), asked], [['Ben', 'old', 'Benny'], ['r1']]);
  actions.missed();
  await actions.learnImages(['ben']);
  assert.deepEqual(
    [of('ben'), of('ann'), asked],
    [
      ['Ben', 'new', 'Benjamin'],
      ['Deleted user', '', ''],
      ['r1', 'r1'],
    ],
  );
  actions.missed();
  actions.hear({ _id: 'ben', name: 'Ben', image: 'newest', displayName: 'Ben' });
  store.people.meet(members[1]);
  assert.deepEqual(of('ben'), ['Ben', 'newest', ''], 'a card is newer than what was asked for before it');
});

test('the name of who is gone goes from what was found, also from what is still being asked for', async () => {
  const { store, people: actions } = people([]);
  const message = (_id, sender, senderName) => ({ _id, room: 'r1', sender, senderName });
  const found = [message('1', 'ann', 'Ann'), message('2', 'ben', 'Ben')];
  const searching = new Searching(store, { searchAll: async () => ({ messages: found }) });
  const names = () => store.search.messages.map(({ senderName }) => senderName);
  const gone = { name: 'Deleted user', image: '', displayName: 'Deleted user' };
  ['ann', 'ben'].forEach((userId, at) => store.learn(userId, found[at].senderName));
  await searching.search('x', true);
  actions.hear({ _id: 'ann', ...gone });
  assert.deepEqual(names(), ['Deleted user', 'Ben']);
  const late = searching.search('x', true);
  actions.hear({ _id: 'ben', ...gone });
  await late;
  assert.deepEqual(names(), ['Deleted user', 'Deleted user']);
});

test('lines of who came and went lose the name of who is gone', async () => {
  const { store, people: actions } = people([]);
  const { timeline } = store.conversation('r1');
  const { timeline: other } = store.conversation('r2');
  timeline.note('joined', 'ann', 'Ann', 0);
  timeline.note('left', 'ben', 'Ben', 0);
  other.note('left', 'ann', 'Ann', 0);
  let logs = 0;
  store.on(['log'], () => {
    logs += 1;
  });
  const before = timeline.noticesAfter(0);
  actions.hear({ _id: 'ann', name: 'Ann', image: '', displayName: 'Annie' });
  await settle();
  assert.deepEqual([timeline.noticesAfter(0), logs], [before, 0]);
  actions.hear({ _id: 'ann', name: 'Deleted user', image: '', displayName: 'Deleted user' });
  await settle();
  assert.equal(logs, 1);
  assert.deepEqual(
    [timeline, other].map((each) => each.noticesAfter(0).map(({ userName }) => userName)),
    [['Deleted user', 'Ben'], ['Deleted user']],
  );
  const row = (notices) => ({ key: 'n', kind: 'notices', notices, at: 0 });
  assert.equal(isOther({ row: row(before) }, row(timeline.noticesAfter(0))), true);
  assert.equal(isOther({ row: row(before) }, row(before)), false);
});

test('of newcomers only those are asked for who are unknown, later and all at once', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, asked, people: actions } = people([{ _id: 'ann', name: 'Ann', image: 'ann' }]);
  const { roster } = store.current;
  const come = (...names) => {
    names.forEach((name) => roster.joined(name, name));
    return actions.learnImages(roster.people().map(({ userId }) => userId));
  };
  await come('ann');
  assert.deepEqual(asked, ['r1']);
  await come('ben');
  await come('cem', 'dan');
  roster.left('dan', 'dan');
  t.mock.timers.tick(2_000);
  assert.deepEqual(asked, ['r1']);
  t.mock.timers.tick(60_000);
  await settle();
  assert.deepEqual(asked, ['r1', 'ben', 'cem']);
  assert.equal(store.imageOf('cem'), 'of cem');
  await come('e', 'f', 'g', 'h', 'i', 'j');
  t.mock.timers.tick(60_000);
  await settle();
  await come();
  t.mock.timers.tick(60_000);
  assert.deepEqual(asked, ['r1', 'ben', 'cem', 'r1']);
});

test('whoever logs in next asks anew, and of what was asked before nothing comes', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, asked, people: actions } = people([{ _id: 'ann', name: 'Ann', image: 'ann' }]);
  const late = actions.learnImages(['ann']);
  store.reset();
  await late;
  await settle();
  assert.equal(store.imageOf('ann'), undefined);
  store.me = { _id: 'you', name: 'You', image: '' };
  store.current = new Conversation('r1');
  await actions.learnImages(['ann']);
  assert.deepEqual(asked, ['r1', 'r1']);
  assert.equal(store.imageOf('ann'), 'ann');
});

test('a change of oneself is seen at once', async () => {
  const { store, people: actions } = people([]);
  const profile = new OwnProfile({ setPicture: async () => ({ _id: 'me', name: 'Me', image: 'mine', displayName: 'Me' }) }, actions);
  await profile.setPicture(new Blob([]));
  assert.equal(store.me?.image, 'mine');
  assert.equal(store.imageOf('me'), 'mine');
});

test('a file is sent as it is, texts as JSON', async () => {
  const sent = [];
  const api = new Api(async (path, { method, headers, body }) => {
    sent.push([method, path, headers['Content-Type'], body]);
    return new Response('{}', { status: 200 });
  });
  const file = new Blob(['x'], { type: 'image/png' });
  await api.setPicture(file);
  await api.changeProfile({ bio: null });
  await api.removePicture();
  assert.deepEqual(sent, [
    ['PUT', '/api/users/me/image', 'image/png', file],
    ['PATCH', '/api/users/me', 'application/json', '{"bio":null}'],
    ['DELETE', '/api/users/me/image', undefined, undefined],
  ]);
});
