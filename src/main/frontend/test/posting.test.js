import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Posting } from '../page/modules/actions/posting.js';
import { SavedWork } from '../page/modules/store/saved-work.js';
import { Store } from '../page/modules/store/store.js';
import { ChatError } from '../page/modules/wire/errors.js';

/** What a browser keeps, in memory. */
const storage = () => {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
};

let store;
let posting;
let savedWork;
let connection;
let sent;
let answers;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  store = new Store();
  store.me = { _id: 'me', name: 'Me' };
  sent = [];
  answers = [];
  let seq = 0;
  connection = {
    connected: true,
    async request(event, { content, clientId }) {
      sent.push(clientId);
      const answer = await (answers.shift() ?? (() => {}))();
      seq += 1;
      return answer ?? { message: { _id: `m${seq}`, seq, room: 'r', sender: 'me', content } };
    },
  };
  const api = { postMessage: () => Promise.reject(new ChatError('network')) };
  posting = new Posting(store, { connection, api, rejoin: async () => {} });
  savedWork = new SavedWork(storage(), 'me');
  posting.begin(savedWork);
  store.conversation('r').timeline.begin([], false);
});

afterEach(() => mock.timers.reset());

const conversation = () => store.conversation('r');
const contents = () => {
  const { timeline } = conversation();
  return Array.from({ length: timeline.newest }, (_, i) => timeline.at(i + 1).content);
};
const settle = async () => {
  for (let i = 0; i < 50; i += 1) {
    await Promise.resolve();
  }
};

test('shows at once, keeps for a reload, and gives way to the stored message', async () => {
  let answer;
  answers.push(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  posting.post(conversation(), '  hello ');
  assert.deepEqual(
    conversation()
      .outbox.items()
      .map(({ content, state }) => [content, state]),
    [['hello', 'pending']],
  );
  assert.equal(Object.keys(savedWork.unsent()).length, 1);
  await settle();
  answer();
  await settle();
  assert.equal(conversation().outbox.size, 0);
  assert.deepEqual(contents(), ['hello']);
  assert.deepEqual(savedWork.unsent(), {});
});

test('sends in order, one at a time, again by itself when the connection returns, with the same id', async () => {
  answers.push(() => {
    connection.connected = false;
    throw new ChatError('network');
  });
  ['one', 'two', 'three'].forEach((words) => posting.post(conversation(), words));
  await settle();
  assert.equal(sent.length, 1);
  assert.equal(conversation().outbox.size, 3);
  connection.connected = true;
  posting.resume();
  await settle();
  assert.deepEqual(contents(), ['one', 'two', 'three']);
  assert.equal(sent[0], sent[1]);
  assert.equal(new Set(sent).size, 3);
});

test('sends nothing while it is not known as whom', async () => {
  posting.hold();
  posting.post(conversation(), 'mine');
  await settle();
  assert.deepEqual(sent, []);
  posting.resume();
  await settle();
  assert.deepEqual(contents(), ['mine']);
});

test('waits and tries again when the trouble is of the passing kind', async () => {
  answers.push(() => {
    throw new ChatError('unavailable');
  });
  posting.post(conversation(), 'patience');
  await settle();
  assert.deepEqual(
    conversation()
      .outbox.items()
      .map(({ state, sending }) => [state, sending]),
    [['pending', false]],
  );
  mock.timers.tick(2_000);
  await settle();
  assert.deepEqual(contents(), ['patience']);
});

test('a refused one stays with its reason, and does not hold up the next', async () => {
  answers.push(() => {
    throw new ChatError('too_long', 'Too long.');
  });
  posting.post(conversation(), 'refused');
  posting.post(conversation(), 'fine');
  await settle();
  assert.deepEqual(contents(), ['fine']);
  const [failed] = conversation().outbox.items();
  assert.deepEqual([failed.state, failed.error], ['failed', 'Too long.']);
  await posting.retry(conversation(), failed.clientId);
  await settle();
  assert.deepEqual(contents(), ['fine', 'refused']);
});

test('gives up on a server without words only after some tries', async () => {
  for (let i = 0; i < 5; i += 1) {
    answers.push(() => {
      throw new ChatError('internal');
    });
  }
  posting.post(conversation(), 'unlucky');
  for (let i = 0; i < 5; i += 1) {
    await settle();
    mock.timers.tick(60_000);
  }
  await settle();
  assert.equal(sent.length, 5);
  assert.equal(conversation().outbox.items()[0].state, 'failed');
});

test('what an earlier page kept is sent by the next', async () => {
  connection.connected = false;
  posting.post(conversation(), 'kept');
  await settle();
  const next = new Store();
  next.me = store.me;
  const again = new Posting(next, { connection, api: {}, rejoin: async () => {} });
  again.begin(savedWork);
  next.conversation('r').timeline.begin([], false);
  connection.connected = true;
  again.resume();
  await settle();
  assert.equal(next.conversation('r').timeline.at(1).content, 'kept');
  assert.deepEqual(savedWork.unsent(), {});
});

test('says what is wrong before anything is sent', () => {
  assert.throws(() => posting.post(conversation(), 'x'.repeat(2001)), { message: /at most 2000/ });
  assert.equal(conversation().outbox.size, 0);
});

test('discards on request, also from what is kept', async () => {
  connection.connected = false;
  posting.post(conversation(), 'never mind');
  await settle();
  posting.discard(conversation(), conversation().outbox.items()[0].clientId);
  assert.equal(posting.unsent, 0);
  assert.deepEqual(savedWork.unsent(), {});
});

test('what is on its way in a room that is gone leaves nothing behind', async () => {
  answers.push(async () => {
    await settle();
    store.forget('r');
    savedWork.dropRoom('r');
    throw new ChatError('room_not_found');
  });
  posting.post(conversation(), 'too late');
  posting.post(conversation(), 'later still');
  await settle();
  await settle();
  assert.equal(sent.length, 1);
  assert.equal(posting.unsent, 0);
  assert.deepEqual(savedWork.unsent(), {});
});

test('who is muted, banned or put out keeps the text, sees why, and nothing is tried again by itself', async () => {
  for (const code of ['muted', 'banned', 'kicked', 'too_fast', 'not_a_member']) {
    answers.push(() => {
      throw new ChatError(code, `Because of ${code}.`);
    });
    const before = sent.length;
    posting.post(conversation(), code);
    await settle();
    mock.timers.tick(600_000);
    posting.resume();
    await settle();
    assert.equal(sent.length, before + 1);
    const { content, state, error } = conversation().outbox.items().at(-1);
    assert.deepEqual([content, state, error], [code, 'failed', `Because of ${code}.`]);
  }
  assert.equal(Object.keys(savedWork.unsent()).length, 5);
});

test('slow mode holds the next message back: after one was stored, and as long as a refusal says', async () => {
  const at = { _id: 'r', createdAt: '2026-01-01T00:00:00.000Z', member: true };
  const wait = () => Math.round((conversation().slowUntil - Date.now()) / 1_000);
  store.rooms.standings.tell({ ...at, role: 'moderator', slowMode: 60 });
  posting.post(conversation(), 'of a moderator');
  await settle();
  assert.equal(conversation().slowUntil, 0);
  store.rooms.standings.tell({ ...at, role: 'member', slowMode: 60 });
  posting.post(conversation(), 'of a member');
  await settle();
  assert.equal(wait(), 60);
  answers.push(() => Promise.reject(new ChatError('too_fast', 'Wait.', { retryAfter: 7 })));
  posting.post(conversation(), 'too early');
  await settle();
  assert.equal(wait(), 7);
  assert.deepEqual(
    conversation()
      .outbox.items()
      .map(({ content, state }) => [content, state]),
    [['too early', 'failed']],
  );
});
