import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { DirectRooms } from '../page/modules/actions/direct-rooms.js';
import { RoomList } from '../page/modules/actions/room-list.js';
import { Store } from '../page/modules/store/store.js';
import { leaving } from '../page/modules/views/leaving.js';

const me = { _id: 'me', name: 'Me' };
const ann = { _id: 'ann', name: 'Ann', image: 'picture' };
const ben = { _id: 'ben', name: 'Ben' };
const pair = (more = {}) => ({
  _id: 'p',
  kind: 'direct',
  visibility: 'private',
  name: '',
  creator: 'ann',
  member: true,
  lastSeq: 3,
  lastRead: 1,
  people: [ann, me],
  ...more,
});

let store;
let told;
let asked;
let direct;

beforeEach(() => {
  store = new Store();
  store.me = me;
  told = { direct: [pair()], room: pair({ people: undefined }), members: [ann, me] };
  asked = [];
  const answer = (what) => async () => {
    asked.push(what);
    return told[what];
  };
  direct = new DirectRooms(
    store,
    { room: answer('room') },
    {
      direct: async () => ({ rooms: told.direct }),
      openDirect: async (userIds) => pair({ _id: userIds.join('+'), people: [me, ...userIds.map((_id) => ({ _id, name: _id }))] }),
      hide: async () => {},
      members: async () => ({ items: await answer('members')() }),
    },
  );
});

test('a pair is found by the display name too, and stays called by the unique one', async () => {
  told.direct = [pair({ people: [{ ...ann, displayName: 'Lady of the Lake' }, me] })];
  (await direct.all()).forEach((room) => store.rooms.put(room));
  assert.deepEqual(listed(), ['Ann']);
  store.rooms.query = 'LAKE';
  assert.deepEqual(listed(), ['Ann']);
  assert.equal(store.rooms.matching('lady', 8).length, 1);
  store.people.learnDisplayName('ann', 'Ann', '');
  assert.deepEqual(listed(), []);
});

const listed = () => store.rooms.list().direct.map(({ name }) => name);

/** The live list tells of a room. */
function hear(lastSeq) {
  const rooms = [{ _id: 'p', kind: 'direct', visibility: 'private', name: '', lastSeq }];
  store.rooms.apply({ rooms });
  return direct.meet(rooms);
}

test('are called by the others in them, who are known then', async () => {
  told.direct = [pair(), pair({ _id: 'g', people: [ann, me, ben] }), pair({ _id: 'a', people: [me] })];
  (await direct.all()).forEach((room) => store.rooms.put(room));
  assert.deepEqual(listed().sort(), ['Ann', 'Ann and Ben', 'Nobody else']);
  assert.deepEqual([store.nameOf('ben'), store.imageOf('ann')], ['Ben', 'picture']);
  assert.deepEqual(store.rooms.list().mine, []);
});

test('are not listed before a word was said, but for who began', async () => {
  told.direct = [pair({ lastSeq: 0 }), pair({ _id: 'mine', lastSeq: 0, creator: 'me' })];
  assert.deepEqual(
    (await direct.all()).map(({ _id }) => _id),
    ['mine'],
  );
});

test('one that the live list tells of is asked for once, and listed with its people', async () => {
  await Promise.all([hear(3), hear(3)]);
  assert.deepEqual([listed(), asked, store.rooms.unread('p')], [['Ann'], ['room', 'members'], 2]);
  await hear(4);
  assert.deepEqual([listed(), asked.length, store.rooms.unread('p')], [['Ann'], 2, 3], 'its name stays');
});

test('one that nobody has written in stays away until somebody does', async () => {
  told.room = pair({ people: undefined, lastSeq: 0, lastRead: 0 });
  await hear(0);
  assert.deepEqual(listed(), []);
  await hear(1);
  assert.deepEqual(listed(), ['Ann']);
});

test('go when they are hidden, and come back with a message or by a hand', async () => {
  const room = await direct.open(['ann']);
  store.rooms.read(room._id, 3);
  await direct.hide(room._id);
  assert.deepEqual([listed(), store.rooms.order()], [[], []]);
  assert.equal(store.rooms.matching('ann', 5).length, 1, 'found by name all the same');
  store.rooms.touch({ room: room._id, seq: 4, timestamp: '2026-01-01T00:00:00.000Z' });
  assert.deepEqual([listed(), store.rooms.unread(room._id)], [['ann'], 1]);
  await direct.hide(room._id);
  await direct.open(['ann']);
  assert.deepEqual(listed(), ['ann']);
});

test('go and come back when that is done in another window, however late it is told', async () => {
  await hear(3);
  const tell = (upTo, roomId = 'p') => {
    const hidden = [{ roomId, upTo }];
    store.rooms.apply({ hidden });
    return direct.shown(hidden);
  };
  await tell(2);
  assert.deepEqual(listed(), ['Ann'], 'there is a newer message');
  await tell(3);
  assert.deepEqual([listed(), store.rooms.unread('p')], [[], 0]);
  await tell(-1);
  assert.deepEqual([listed(), asked.length], [['Ann'], 2]);
  // This window was loaded while it was hidden.
  store.rooms.remove('p');
  await tell(3);
  assert.deepEqual([listed(), asked.length], [[], 2]);
  await tell(-1);
  assert.deepEqual([listed(), asked.length], [['Ann'], 4]);
});

test('what is told of hiding while the list is read is newer than the list; else the list counts', async () => {
  const list = new RoomList(store, { rooms: async () => ({ rooms: [], next: undefined }) }, direct);
  let loading = list.load();
  store.rooms.apply({ hidden: [{ roomId: 'p', upTo: 3 }] });
  await loading;
  assert.deepEqual(listed(), [], 'it was not known yet');
  loading = list.load();
  await loading;
  assert.deepEqual(listed(), ['Ann'], 'put back while this window was away');
  loading = list.load();
  await direct.hide('p');
  await loading;
  assert.deepEqual(listed(), []);
});

test('hiding takes back nothing of what the server tells meanwhile, nor hides what is said meanwhile', async () => {
  const hiding = async (meanwhile) => {
    await direct.open(['ann']);
    const done = direct.hide('ann');
    store.rooms.touch({ room: 'ann', seq: store.rooms.find('ann').lastSeq + 1, timestamp: '2026-01-01T00:00:00.000Z' });
    meanwhile();
    await done;
    return listed();
  };
  assert.deepEqual(await hiding(() => {}), ['ann'], 'the message was not hidden');
  assert.deepEqual(await hiding(() => store.rooms.apply({ hidden: [{ roomId: 'ann', upTo: 99 }] })), [], 'the server knows of later ones');
  assert.equal(store.rooms.find('ann').hiddenUpTo, 99);
});

test('are called otherwise once somebody in them is gone, also by a list of before', async () => {
  const show = async () => (await direct.all()).forEach((room) => store.rooms.put(room));
  told.direct = [pair(), pair({ _id: 'g', people: [ann, me, ben] })];
  await show();
  let drawn = 0;
  store.on(['rooms'], () => {
    drawn += 1;
  });
  store.hear({ ...ann, name: 'Deleted user', displayName: 'Deleted user' });
  await new Promise(setImmediate);
  const called = ['Deleted user', 'Deleted user and Ben'];
  assert.deepEqual([listed().sort(), drawn], [called, 1]);
  assert.equal(store.rooms.matching('ann', 8).length, 0);
  await show();
  assert.deepEqual(listed().sort(), called);
  direct.renew('g', [me, { _id: 'cem', name: 'Cem' }, ben]);
  assert.deepEqual(store.rooms.find('g').name, 'Cem and Ben', 'as many as before, but others');
});

test('of what is answered after the end of the login nobody is known to the next one', async () => {
  const done = [direct.all(), direct.open(['ann']), direct.read('p')];
  store.reset();
  store.me = { _id: 'you', name: 'You' };
  await Promise.all(done);
  assert.deepEqual([store.nameOf('ann'), store.peopleCalled('ann')], [undefined, []]);
});

test('a search narrows them by the names of the people', async () => {
  told.direct = [pair(), pair({ _id: 'g', people: [me, ben] })];
  (await direct.all()).forEach((room) => store.rooms.put(room));
  store.rooms.query = 'bE';
  assert.deepEqual(listed(), ['Ben']);
});

test('leaving asks where something would be lost, and only there', () => {
  const open = { name: 'Room', kind: 'named', visibility: 'public' };
  assert.equal(leaving(open, false), undefined);
  assert.equal(leaving(open, false, 'member'), undefined);
  assert.match(leaving(open, false, 'moderator').what, /^You’re a moderator of this room/);
  assert.match(leaving({ ...open, visibility: 'private' }, false, 'owner').what, /^This room is private.*You’re an owner of this room/);
  assert.match(leaving(open, true).what, /haven’t sent/);
  assert.match(leaving({ ...open, visibility: 'private' }, true).what, /private.*haven’t sent/);
  const group = leaving({ name: 'Ann and Ben', kind: 'direct', visibility: 'private' }, false);
  assert.deepEqual([group.title, group.yes], ['Leave the conversation with Ann and Ben?', 'Leave conversation']);
});

test('of a private room that the live list brings first it is asked how far it was read', async () => {
  told.room = { _id: 's', kind: 'named', visibility: 'private', name: 'Secret', member: true, lastSeq: 50, lastRead: 49 };
  const rooms = [{ _id: 's', kind: 'named', visibility: 'private', name: 'Secret', lastSeq: 50 }];
  store.rooms.apply({ rooms });
  assert.equal(store.rooms.unreadTotal, 0);
  await direct.meet(rooms);
  assert.deepEqual([store.rooms.unread('s'), store.rooms.list().mine.length], [1, 1]);
});

test('a group that somebody has left is called by those who are left', async () => {
  told.direct = [pair({ people: [ann, me, ben] })];
  (await direct.all()).forEach((room) => store.rooms.put(room));
  direct.renew('p', [me, ben]);
  assert.deepEqual([listed(), store.rooms.find('p').people.length], [['Ben'], 1]);
  direct.renew('p', [me]);
  assert.deepEqual(listed(), ['Nobody else']);
});
