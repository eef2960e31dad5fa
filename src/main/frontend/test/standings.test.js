import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rooms } from '../page/modules/store/rooms.js';
import { covers, isOver, Standings } from '../page/modules/store/standings.js';

const ROLES = [undefined, 'member', 'moderator', 'owner'];
const rest = (more) => ({ _id: 'r', createdAt: '2026-01-01T00:00:00.000Z', member: true, kind: 'named', visibility: 'public', ...more });

test('who may act against whom is the table of the contract', () => {
  // Rows: who acts; columns: nobody's, member's, moderator's, owner's.
  assert.deepEqual(
    ROLES.map((mine) => ROLES.map((theirs) => isOver(mine, theirs))),
    [
      [false, false, false, false],
      [false, false, false, false],
      [true, true, false, false],
      [true, true, true, false],
    ],
  );
  assert.deepEqual(
    ROLES.map((theirs) => isOver('admin', theirs)),
    [true, true, true, true],
  );
  assert.equal(covers(undefined, 'member'), false);
  assert.deepEqual(
    ROLES.map((role) => covers(role, 'moderator')),
    [false, false, true, true],
  );
});

test('a single room and the ack say who is muted, lists say the role alone, and the live list takes nothing away', () => {
  const standings = new Standings();
  standings.tell(rest({ role: 'member', posting: 'moderators', slowMode: 30, mutedUntil: null, lastChange: 0 }));
  standings.tell(rest({ role: 'moderator', slowMode: 5 }));
  const { role, mutedUntil, posting, slowMode } = standings.of('r');
  assert.deepEqual([role, mutedUntil, posting, slowMode], ['moderator', null, 'members', 5]);
  standings.live({ _id: 'r', posting: 'moderators' });
  assert.deepEqual([standings.of('r').role, standings.of('r').posting, standings.of('r').slowMode], ['moderator', 'moderators', 0]);
  standings.live({ _id: 'r', posting: 'moderators', invites: 'moderators', visibility: 'private' });
  assert.deepEqual([standings.of('r').invites, standings.of('r').visibility], ['moderators', 'private']);
  // A copy of what the page knows is no news.
  standings.tell({ _id: 'r', name: 'Room', member: true });
  assert.equal(standings.of('r').posting, 'moderators');
  standings.entered('r', { role: 'member' });
  assert.deepEqual([standings.of('r').role, standings.of('r').mutedUntil], ['member', undefined]);
  standings.tell(rest({ member: false }));
  assert.equal(standings.of('r').role, undefined);
});

test('a mute silences until it ends, a posting rule members only, and neither in direct messages', () => {
  const standings = new Standings();
  const now = Date.parse('2026-01-01T12:00:00.000Z');
  standings.tell(rest({ role: 'member', mutedUntil: '2026-01-01T12:00:01.000Z', lastChange: 0 }));
  assert.deepEqual(standings.silence('r', now), { why: 'muted', until: '2026-01-01T12:00:01.000Z' });
  assert.equal(standings.silence('r', now + 1_000), undefined);
  standings.entered('r', { role: 'member', mutedUntil: null });
  assert.deepEqual(standings.silence('r', now), { why: 'muted', until: null });
  standings.tell(rest({ role: 'member', posting: 'moderators', lastChange: 0 }));
  assert.deepEqual(standings.silence('r', now), { why: 'posting' });
  standings.entered('r', { role: 'moderator' });
  assert.equal(standings.silence('r', now), undefined);
  standings.tell(rest({ kind: 'direct', role: 'member', mutedUntil: null, lastChange: 0 }));
  assert.equal(standings.silence('r', now), undefined);
});

test('an admin of the site has more power than owners in public rooms alone, and nobody has any in direct messages', () => {
  const standings = new Standings();
  standings.tell(rest({ role: 'member' }));
  standings.tell(rest({ _id: 'hidden', visibility: 'private', role: 'member' }));
  standings.tell(rest({ _id: 'direct', kind: 'direct', visibility: 'private', role: 'owner' }));
  assert.deepEqual(
    ['r', 'hidden', 'direct', 'unknown'].map((id) => standings.power(id)),
    ['member', 'member', undefined, undefined],
  );
  standings.admin = true;
  assert.deepEqual(
    ['r', 'hidden', 'direct', 'unknown'].map((id) => standings.power(id)),
    ['admin', 'member', undefined, undefined],
  );
});

test('members invite where the room lets them, and slow mode does not slow moderators', () => {
  const standings = new Standings();
  standings.tell(rest({ role: 'member', slowMode: 60 }));
  assert.deepEqual([standings.mayInvite('r'), standings.slowness('r'), standings.moderates], [true, 60, false]);
  standings.tell(rest({ role: 'member', invites: 'moderators' }));
  assert.equal(standings.mayInvite('r'), false);
  standings.tell(rest({ role: 'moderator', invites: 'moderators', slowMode: 60 }));
  assert.deepEqual([standings.mayInvite('r'), standings.slowness('r'), standings.moderates], [true, 0, true]);
});

test('who leaves a room is nothing in it any more', () => {
  const rooms = new Rooms();
  rooms.put(rest({ name: 'Room', role: 'owner', lastSeq: 0 }));
  assert.equal(rooms.standings.of('r').role, 'owner');
  rooms.left('r');
  assert.equal(rooms.standings.of('r').role, undefined);
  rooms.put(rest({ name: 'Room', role: 'owner', lastSeq: 0 }));
  rooms.standings.admin = true;
  rooms.remove('r');
  assert.deepEqual([rooms.standings.of('r').role, rooms.standings.power('r')], [undefined, undefined]);
});
