import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Duties } from '../page/modules/actions/duties.js';
import { Governing } from '../page/modules/actions/governing.js';
import { sentence } from '../page/modules/governing/audit-section.js';
import { namesOf, withCards } from '../page/modules/governing/names.js';
import { changes } from '../page/modules/governing/room-form.js';
import { Store } from '../page/modules/store/store.js';
import { lengthOf } from '../page/modules/texts/format.js';
import { text } from '../page/modules/texts/texts.js';
import { stepTo } from '../page/modules/views/menu.js';
import { Api } from '../page/modules/wire/api.js';
import { ChatError } from '../page/modules/wire/errors.js';
import { GoverningApi } from '../page/modules/wire/governing-api.js';
import { PeopleApi } from '../page/modules/wire/people-api.js';

const ID = (n) => String(n).padStart(24, '0');

let store;
let calls;
let answers;
let api;
let chat;
let http;
let channel;

beforeEach(() => {
  store = new Store();
  store.me = { _id: ID(1), name: 'Me' };
  calls = [];
  answers = {};
  channel = { addEventListener: (_, hear) => Object.assign(channel, { hear }), postMessage: (data) => channel.told.push(data), told: [] };
  http = {
    call: async (method, path, content) => {
      calls.push([method, path, content].filter((part) => part !== undefined));
      const answer = (await answers[`${method} ${path}`]) ?? {};
      if (answer instanceof Error) {
        throw answer;
      }
      return { links: {}, ...answer };
    },
  };
  api = new GoverningApi(http);
  chat = Object.assign(new Api(), { http });
});

test('who hands a room over makes the other an owner first', async () => {
  await new Governing(store, api, chat, new PeopleApi(http)).handOver('r', ID(2));
  assert.deepEqual(calls, [
    ['PUT', `/api/chat/rooms/r/members/${ID(2)}/role`, { role: 'owner' }],
    ['PUT', `/api/chat/rooms/r/members/${ID(1)}/role`, { role: 'moderator' }],
  ]);
});

test('a reason goes along where there is one, and lists lead to their next page on this origin', async () => {
  await api.kick('r', 'u');
  await api.kick('r', 'u', 'a & b');
  answers['GET /api/chat/reports?state=open&limit=20'] = {
    body: [{ _id: 'x' }],
    links: { next: 'http://elsewhere/api/chat/reports?after=x' },
  };
  answers['DELETE /api/chat/rooms/r/messages/m?reason=spam'] = { body: { message: { _id: 'm' } } };
  assert.deepEqual(await chat.deleteMessage('r', 'm', 'spam'), { _id: 'm' });
  assert.deepEqual(await api.reports(), { items: [{ _id: 'x' }], next: '/api/chat/reports?after=x' });
  assert.deepEqual(
    calls.slice(0, 2).map(([, path]) => path),
    ['/api/chat/rooms/r/members/u', '/api/chat/rooms/r/members/u?reason=a+%26+b'],
  );
});

test('a role is found among the members of that name', async () => {
  answers['GET /api/chat/rooms/r/members?limit=50&q=Ben'] = { body: [{ _id: ID(2), role: 'moderator' }] };
  const governing = new Governing(store, api, chat, new PeopleApi(http));
  assert.equal(await governing.roleOf('r', ID(2), 'Ben'), 'moderator');
});

test('of the settings only what was chosen is sent', () => {
  const was = { name: 'A', slowMode: 0, visibility: 'private' };
  assert.deepEqual(changes(was, { name: 'A', slowMode: 30, visibility: 'private' }), { slowMode: 30 });
});

test('pins follow the changes that are told', () => {
  const governing = new Governing(store, api, chat, new PeopleApi(http));
  const conversation = store.conversation('r');
  conversation.visited = true;
  const message = (_id, more) => ({ _id, room: 'r', content: _id, ...more });
  const ids = () => conversation.pins?.map(({ _id, content }) => [_id, content].join());
  governing.heard(message('a', { pinned: true }));
  assert.equal(ids(), undefined, 'they were not asked for yet');
  conversation.pins = [message('a', { pinned: true })];
  governing.heard(message('b', { pinned: true }));
  governing.heard(message('c'));
  governing.heard(message('a', { pinned: true, content: 'edited' }));
  assert.deepEqual(ids(), ['b,b', 'a,edited']);
  governing.heard(message('b'));
  governing.heard(message('a', { pinned: true, deleted: true }));
  assert.deepEqual(ids(), []);
});

test('the inbox counts what waits, and what cannot be read stays as it was', async () => {
  const duties = new Duties(store, api, chat, channel);
  store.me = { _id: ID(1), name: 'Me', admin: true };
  answers['GET /api/chat/invitations'] = { body: [{ roomId: 'x', room: { name: 'X' }, by: { name: 'Ann' } }] };
  answers['GET /api/chat/reports?state=open&limit=200'] = { body: [{ roomId: 'r' }, { roomId: 'r' }, { roomId: 's' }] };
  await duties.load();
  assert.deepEqual([store.inbox.waiting, store.inbox.reports, store.rooms.standings.admin, duties.decides], [4, 3, true, true]);
  duties.reportsChanged({ roomId: 'r', open: 0 });
  duties.invited({ room: { _id: 'x', name: 'X', description: '', memberCount: 1 }, by: { _id: ID(2), name: 'Ben' } }, () => {});
  assert.deepEqual([store.inbox.waiting, store.inbox.invitations[0].by.name], [2, 'Ben']);
  assert.deepEqual(
    store.toasts.list().map(({ offers }) => offers.map(({ words }) => words)),
    [['Accept', 'Decline']],
  );
  answers['GET /api/chat/invitations'] = new Error('away');
  await duties.load();
  assert.equal(store.inbox.invitations.length, 1);
});

test('an answer that comes after the login has ended changes nothing', async () => {
  const duties = new Duties(store, api, chat, channel);
  answers['GET /api/chat/invitations'] = { body: [{ roomId: 'x' }] };
  const loading = duties.load();
  store.reset();
  await loading;
  assert.deepEqual([store.inbox.waiting, duties.decides], [0, false]);
});

test('who is declined or accepted waits no more; the room that was entered is known', async () => {
  const duties = new Duties(store, api, chat, channel);
  const invitation = { roomId: 'x', room: { name: 'X' }, by: { name: 'Ann' } };
  store.inbox.invited(invitation);
  await duties.answer(invitation, false);
  assert.deepEqual([calls.at(-1), store.inbox.waiting], [['DELETE', '/api/chat/rooms/x/invitation'], 0]);
  store.inbox.invited(invitation);
  answers['GET /api/chat/rooms/x'] = { body: { _id: 'x', name: 'X', role: 'member', createdAt: '2026', lastSeq: 3 } };
  await duties.answer(invitation, true);
  assert.deepEqual([store.inbox.waiting, store.rooms.find('x').member, store.rooms.standings.of('x').role], [0, true, 'member']);
  store.inbox.invited(invitation);
  answers['DELETE /api/chat/rooms/x/invitation'] = new ChatError('invitation_not_found');
  await duties.answer(invitation, false);
  assert.equal(store.inbox.waiting, 0, 'it was answered elsewhere');
  answers['POST /api/chat/rooms/x/invitation'] = new ChatError('invitation_not_found');
  await duties.answer(invitation, true);
  assert.equal(store.rooms.find('x').member, true, 'it was accepted elsewhere');
  store.inbox.invited(invitation);
  answers['GET /api/chat/rooms/x'] = new ChatError('room_not_found');
  await assert.rejects(duties.answer(invitation, true), { code: 'invitation_not_found' });
  assert.equal(store.inbox.waiting, 0, 'it was taken back');
});

test('an answer of another window, or having come in, ends an invitation', async () => {
  const duties = new Duties(store, api, chat, channel);
  const invitation = { roomId: 'x', room: { name: 'X' }, by: { name: 'Ann' } };
  await duties.answer(invitation, false);
  assert.deepEqual(channel.told, [{ userId: ID(1), roomId: 'x' }]);
  store.inbox.invited(invitation);
  channel.hear({ data: { userId: ID(2), roomId: 'x' } });
  assert.equal(store.inbox.waiting, 1, 'it was another person');
  channel.hear({ data: { userId: ID(1), roomId: 'x' } });
  assert.equal(store.inbox.waiting, 0);
  store.inbox.invited(invitation);
  duties.membershipChanged({ roomId: 'x', member: true, role: 'member' });
  assert.equal(store.inbox.waiting, 0);
});

test('reports wait for who moderates, from the promotion on until the role, the membership or the room ends', async () => {
  const duties = new Duties(store, api, chat, channel);
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const room = (more) => ({ _id: 'r', createdAt: '2026-01-01T00:00:00.000Z', ...more });
  answers['GET /api/chat/reports?state=open&limit=200'] = { body: [{ roomId: 'r' }] };
  const { standings } = store.rooms;
  for (const end of [
    () => {
      duties.membershipChanged({ roomId: 'r', member: true, role: 'member' });
      standings.entered('r', { role: 'member' });
    },
    () => {
      duties.membershipChanged({ roomId: 'r', member: false });
      standings.left('r');
    },
    () => {
      standings.remove('r');
      duties.lost('r');
    },
  ]) {
    store.rooms.standings.tell(room({ role: 'member' }));
    duties.membershipChanged({ roomId: 'r', member: true, role: 'moderator' });
    store.rooms.standings.entered('r', { role: 'moderator' });
    await settled();
    assert.deepEqual([store.inbox.reports, duties.decides, duties.decidesOf('r')], [1, true, true]);
    end();
    assert.deepEqual([store.inbox.reports, duties.decides, duties.decidesOf('r')], [0, false, false]);
  }
  // Without a report it is the list of rooms that says it, whatever is looked for there.
  store.rooms.put(room({ name: 'Room', member: true, role: 'moderator' }));
  store.rooms.query = 'something else';
  assert.equal(duties.decides, true);
  store.rooms.put(room({ name: 'Room', member: true, role: 'member' }));
  assert.equal(duties.decides, false);
  // An admin of the site decides them as before.
  store.rooms.standings.admin = true;
  duties.lost('r');
  await settled();
  assert.equal(store.inbox.reports, 1);
});

test('what was told since a list was asked for is newer than the list', async () => {
  const duties = new Duties(store, api, chat, channel);
  const governing = new Governing(store, api, chat, new PeopleApi(http));
  const conversation = store.conversation('r');
  conversation.visited = true;
  const later = (body) => {
    let answer;
    const promise = new Promise((resolve) => {
      answer = () => resolve({ body });
    });
    return { promise, answer };
  };
  const lists = {
    'GET /api/chat/invitations': later([{ roomId: 'x', room: {}, by: {} }]),
    'GET /api/chat/reports?state=open&limit=200': later([{ roomId: 'r' }, { roomId: 's' }]),
    'GET /api/chat/rooms/r/pins': later([{ _id: 'a', room: 'r', pinned: true }]),
  };
  Object.entries(lists).forEach(([call, { promise }]) => {
    answers[call] = promise;
  });
  const asked = [duties.load(), governing.loadPins('r')];
  duties.membershipChanged({ roomId: 'x', member: true, role: 'member' });
  duties.invited({ room: { _id: 'y', name: 'Y' }, by: { _id: ID(2), name: 'Ben' } }, () => {});
  duties.reportsChanged({ roomId: 'r', open: 3 });
  governing.heard({ _id: 'a', room: 'r' });
  governing.heard({ _id: 'b', room: 'r', pinned: true });
  Object.values(lists).forEach(({ answer }) => answer());
  await Promise.all(asked);
  assert.deepEqual(
    store.inbox.invitations.map(({ roomId }) => roomId),
    ['y'],
  );
  assert.equal(store.inbox.reports, 4);
  assert.deepEqual(
    conversation.pins.map(({ _id }) => _id),
    ['b'],
  );
  // Of two questions the later one counts.
  const older = later([{ _id: 'old', room: 'r', pinned: true }]);
  answers['GET /api/chat/rooms/r/pins'] = older.promise;
  const first = governing.loadPins('r');
  answers['GET /api/chat/rooms/r/pins'] = { body: [] };
  await governing.loadPins('r');
  older.answer();
  await first;
  assert.deepEqual(conversation.pins, []);
});

test('the audit speaks in sentences, also of what it does not know', async () => {
  store.learn(ID(2), 'Ben');
  const people = {
    card: async (id) => {
      if (id === ID(4)) {
        throw new Error('gone');
      }
      return { _id: id, name: 'Cem', image: '' };
    },
    hear: ({ _id, name }) => store.learn(_id, name),
  };
  const nameOf = await namesOf({ store, people }, [ID(2), ID(3), ID(4), undefined, 'server']);
  const say = (action, actor, userId) => sentence({ action, actor, userId }, nameOf);
  assert.equal(say('ban', ID(2), ID(3)), 'Ben banned Cem.');
  assert.equal(say('role_moderator', ID(4), ID(3)), 'somebody made Cem a moderator.');
  assert.equal(say('room_painted', 'server'), 'server: room painted.');
  // What stands for a person in such a sentence opens the card.
  globalThis.document = { createElement: () => ({ dataset: {}, append: () => {}, setAttribute: () => {} }) };
  const parts = withCards((placeOf) => sentence({ action: 'ban', actor: 'server', userId: ID(3) }, placeOf), nameOf);
  assert.deepEqual(
    parts.map((part) => part.dataset?.card ?? part),
    ['', 'server', ' banned ', ID(3), '.'],
  );
});

test('gone is only who the server does not know, and no card is offered of them', async () => {
  const refusals = { [ID(3)]: 'not_found', [ID(4)]: 'network' };
  const people = { card: (id) => Promise.reject(new ChatError(refusals[id])), hear: () => {} };
  const nameOf = await namesOf({ store, people }, [ID(3), ID(4)], { gone: text('someone.gone'), other: () => 'The server' });
  assert.deepEqual([ID(3), ID(4), 'server'].map(nameOf), ['Somebody who is gone', 'somebody', 'The server']);
  for (const id of [ID(3), ID(4)]) {
    assert.equal(withCards((placeOf) => placeOf(id), nameOf).join(''), nameOf(id));
  }
});

test('in a menu arrows go round, and letters jump to the next item that begins so', () => {
  const nodes = ['Pin', 'Report', 'Remove', 'Ban'].map((textContent) => ({ textContent }));
  const to = (key, at) => stepTo(key, at, nodes);
  assert.deepEqual(
    [
      to('ArrowDown', 3),
      to('ArrowUp', 0),
      to('Home', 2),
      to('End', 0),
      to('r', 0),
      to('R', 1),
      to('b', 0),
      to('x', 0),
      to(' ', 0),
      to('F1', 0),
    ],
    [0, 3, 0, 3, 1, 2, 3, undefined, undefined, undefined],
  );
});

test('a length is said in few figures', () => {
  assert.deepEqual([1, 30, 119, 120, 150, 3_600, 21_600].map(lengthOf), [
    '1 second',
    '30 seconds',
    '119 seconds',
    '2 minutes',
    '3 minutes',
    '1 hour',
    '6 hours',
  ]);
});
