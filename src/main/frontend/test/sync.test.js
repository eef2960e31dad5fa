import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catchUp, enter, lookIn } from '../page/modules/actions/sync.js';
import { Conversation } from '../page/modules/store/conversation.js';
import { ask, deliver } from '../page/modules/wire/delivery.js';
import { ChatError } from '../page/modules/wire/errors.js';

const message = (seq, more = {}) => ({ _id: `m${seq}`, seq, change: 0, content: `#${seq}`, ...more });
const always = () => true;

/** A server of `count` messages and some changes that hands out pages of at most `page`, and writes down what was asked of it. */
function pagingServer(count, page, changes = []) {
  const asked = [];
  const all = Array.from({ length: count }, (_, i) => message(i + 1));
  return {
    asked,
    connection: {
      connected: true,
      async request(event) {
        asked.push(event);
        return { ok: true, lastSeq: count, lastChange: changes.at(-1)?.change ?? 0 };
      },
    },
    api: {
      async room(roomId) {
        asked.push('room');
        return { _id: roomId, lastSeq: count, lastChange: changes.at(-1)?.change ?? 0 };
      },
      async messages(roomId, { after } = {}) {
        asked.push(after === undefined ? 'newest' : `after ${after}`);
        const messages = after === undefined ? all.slice(-page) : all.slice(after, after + page);
        return { messages, older: messages[0]?.seq > 1, newer: messages.length > 0 && messages.at(-1).seq < count };
      },
      async changes(roomId, since) {
        asked.push(`changes ${since}`);
        const messages = changes.filter(({ change }) => change > since).slice(0, page);
        return { messages, more: messages.length > 0 && messages.at(-1).change < changes.at(-1).change };
      },
    },
  };
}

const entered = (from, to) => {
  const conversation = new Conversation('r');
  conversation.timeline.begin(
    Array.from({ length: to - from + 1 }, (_, i) => message(from + i)),
    from > 1,
  );
  return conversation;
};

test('subscribes before it fetches', async () => {
  const server = pagingServer(7, 5, [message(1, { change: 3 })]);
  const conversation = new Conversation('r');
  const { ack } = await enter({ ...server, conversation, current: always });
  assert.deepEqual(server.asked, ['enter_room', 'newest']);
  assert.equal(ack.lastSeq, 7);
  assert.deepEqual(conversation.timeline.runAt(), { from: 3, to: 7 });
  assert.equal(conversation.lastChange, 3);
});

test('looks in by reading alone', async () => {
  const server = pagingServer(7, 5, [message(1, { change: 3 })]);
  server.connection.request = () => assert.fail('nothing is entered');
  const conversation = new Conversation('r');
  await lookIn({ ...server, conversation, current: always });
  await lookIn({ ...server, conversation, current: always });
  assert.deepEqual(server.asked, ['room', 'newest', 'room', 'after 7']);
  assert.deepEqual([conversation.timeline.complete, conversation.lastChange], [7, 3]);
});

test('entering again asks only for what is missing, until there is no more', async () => {
  const server = pagingServer(7, 2);
  const conversation = entered(1, 2);
  conversation.timeline.receive(message(7));
  const { missed } = await enter({ ...server, conversation, current: always });
  // The 7 was here already, so 6 closes the hole before it.
  assert.deepEqual(server.asked, ['enter_room', 'after 2', 'after 4', 'after 7']);
  assert.deepEqual(
    missed.map(({ seq }) => seq),
    [3, 4, 5, 6],
  );
  assert.equal(conversation.timeline.complete, 7);
});

test('what has expired meanwhile is no hole', async () => {
  const server = pagingServer(9, 5);
  const { api, connection } = server;
  connection.request = async () => ({ ok: true, firstSeq: 6, lastSeq: 9, lastChange: 0 });
  const conversation = entered(1, 2);
  conversation.focus = 1;
  await enter({ connection, api, conversation, current: always });
  assert.deepEqual(server.asked, ['after 5']);
  assert.deepEqual(conversation.timeline.runAt(), { from: 6, to: 9 });
  assert.deepEqual([conversation.timeline.hasGap, conversation.focus], [false, undefined]);
});

test('edits and deletions missed while away come, page after page', async () => {
  const server = pagingServer(
    3,
    2,
    [1, 2, 3].map((seq) => message(seq, { change: seq + 4, content: 'edited' })),
  );
  const conversation = entered(1, 3);
  conversation.lastChange = 4;
  await enter({ ...server, conversation, current: always });
  assert.deepEqual(server.asked, ['enter_room', 'after 3', 'changes 4', 'changes 6']);
  assert.deepEqual(
    [1, 2, 3].map((seq) => conversation.timeline.at(seq).content),
    ['edited', 'edited', 'edited'],
  );
  assert.equal(conversation.lastChange, 7);
});

test('after thousands of messages only the newest are fetched', async () => {
  const server = pagingServer(5_000, 50);
  const conversation = entered(1, 2);
  await enter({ ...server, conversation, current: always });
  assert.deepEqual(server.asked, ['enter_room', 'newest']);
  assert.deepEqual(conversation.timeline.runAt(), { from: 4_951, to: 5_000 });
});

test('drops the answer when the reader has moved on', async () => {
  const server = pagingServer(7, 5);
  const conversation = new Conversation('r');
  assert.equal(await enter({ ...server, conversation, current: () => false }), undefined);
  assert.equal(conversation.timeline.loaded, false);
  conversation.timeline.begin([message(1)], false);
  assert.equal(await catchUp({ ...server, conversation, current: () => false }), undefined);
  assert.equal(conversation.timeline.complete, 1);
});

test('sends by the socket, and by REST with the same id when the socket is silent', async () => {
  const posted = [];
  const api = { postMessage: async (...args) => posted.push(args) && 'posted' };
  const draft = { roomId: 'r', content: 'hi', clientId: 'c1', replyTo: undefined };
  const answering = (answer) => ({ connected: true, request: answer });
  assert.equal(await deliver({ api, connection: answering(async () => ({ message: 'acked' })) }, draft), 'acked');
  assert.deepEqual(posted, []);
  assert.equal(await deliver({ api, connection: answering(() => Promise.reject(new ChatError('timeout'))) }, draft), 'posted');
  assert.equal(await deliver({ api, connection: { connected: false } }, draft), 'posted');
  assert.deepEqual(
    posted.map(([roomId, { clientId }]) => [roomId, clientId]),
    [
      ['r', 'c1'],
      ['r', 'c1'],
    ],
  );
});

test('takes a refusal for what it is', async () => {
  const connection = { connected: true, request: () => Promise.reject(new ChatError('not_a_member')) };
  await assert.rejects(
    ask({ connection }, 'send_message', {}, () => assert.fail('not to be asked')),
    { code: 'not_a_member' },
  );
});
