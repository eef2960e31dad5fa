import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Roster } from '../page/modules/store/roster.js';

const socket = (userId, userName) => ({ userId, userName, socketId: Math.random().toString() });

test('lists a person once, by name, whatever number of sockets they have', () => {
  const roster = new Roster();
  roster.reset([socket('2', 'Bob'), socket('1', 'Alice'), socket('2', 'Bob')]);
  assert.deepEqual(roster.people(), [
    { userId: '1', userName: 'Alice' },
    { userId: '2', userName: 'Bob' },
  ]);
  assert.equal(roster.count, 2);
});

test('follows who comes and goes', () => {
  const roster = new Roster();
  roster.reset([socket('1', 'Alice')]);
  roster.joined('2', 'Bob');
  roster.joined('2', 'Bob');
  roster.left('1');
  roster.left('unknown');
  assert.deepEqual(roster.people(), [{ userId: '2', userName: 'Bob' }]);
});

test('counts those beyond the cut list', () => {
  const roster = new Roster();
  roster.reset([socket('1', 'Alice'), socket('2', 'Bob')], 300);
  assert.equal(roster.count, 300);
  assert.equal(roster.beyond, 298);
});

test('keeps who comes and goes while the list is under way', () => {
  const roster = new Roster();
  roster.asking();
  roster.joined('2', 'Bob');
  roster.left('1');
  roster.left('3');
  roster.joined('3', 'Cleo');
  roster.reset([socket('1', 'Alice')]);
  assert.deepEqual(roster.people(), [
    { userId: '2', userName: 'Bob' },
    { userId: '3', userName: 'Cleo' },
  ]);
  roster.reset([socket('1', 'Alice')]);
  assert.equal(roster.count, 1);
});

test('takes the number of people from the server, also when one leaves whom it has not named', () => {
  const roster = new Roster();
  roster.reset([socket('1', 'Alice'), socket('2', 'Bob')], 206);
  for (let left = 1; left <= 4; left += 1) {
    roster.left(`unlisted ${left}`, 'Somebody', 206 - left);
  }
  assert.deepEqual([roster.count, roster.beyond], [202, 200]);
  roster.joined('3', 'Cleo', 203);
  assert.deepEqual([roster.count, roster.beyond], [203, 200]);
  // Back after a lost connection that the server has made good.
  roster.asking();
  roster.reset([socket('1', 'Alice')], 206);
  assert.deepEqual([roster.count, roster.beyond], [206, 205]);
});
