import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliver } from '../page/modules/delivery.js';
import { Directory } from '../page/modules/directory.js';
import { catchUp, enter } from '../page/modules/sync.js';
import { Timeline } from '../page/modules/timeline.js';
import { ChatError } from '../page/modules/words.js';

const message = (seq) => ({ _id: `m${seq}`, seq });
const always = () => true;

/** A server of `count` messages that hands out pages of at most `page`, and writes down what was asked of it. */
function pagingServer(count, page) {
  const asked = [];
  const all = Array.from({ length: count }, (_, i) => message(i + 1));
  return {
    asked,
    connection: {
      connected: true,
      async request(event, payload) {
        asked.push(event);
        return { ok: true, lastSeq: count, payload };
      },
    },
    api: {
      async messages(roomId, { after } = {}) {
        asked.push(after === undefined ? 'newest' : `after ${after}`);
        const messages = after === undefined ? all.slice(-page) : all.slice(after, after + page);
        return { messages, older: messages[0]?.seq > 1, newer: messages.length > 0 && messages.at(-1).seq < count };
      },
    },
  };
}

test('subscribes before it fetches', async () => {
  const server = pagingServer(7, 5);
  const timeline = new Timeline();
  const ack = await enter({ ...server, roomId: 'r', timeline, current: always });
  assert.deepEqual(server.asked, ['join_room', 'newest']);
  assert.equal(ack.lastSeq, 7);
  assert.deepEqual(timeline.messages.map(({ seq }) => seq), [3, 4, 5, 6, 7]);
  assert.equal(timeline.hasOlder, true);
});

test('entering again asks only for what is missing, until there is no more', async () => {
  const server = pagingServer(7, 2);
  const timeline = new Timeline();
  timeline.begin([message(1), message(2)], false);
  timeline.receive(message(7));
  await enter({ ...server, roomId: 'r', timeline, current: always });
  // The 7 was here already, so 6 closes the hole before it.
  assert.deepEqual(server.asked, ['join_room', 'after 2', 'after 4', 'after 7']);
  assert.deepEqual(timeline.messages.map(({ seq }) => seq), [1, 2, 3, 4, 5, 6, 7]);
  assert.equal(timeline.complete, 7);
});

test('drops the answer when the reader has moved on', async () => {
  const server = pagingServer(7, 5);
  const timeline = new Timeline();
  assert.equal(await enter({ ...server, roomId: 'r', timeline, current: () => false }), undefined);
  assert.equal(timeline.loaded, false);
  timeline.begin([message(1)], false);
  assert.equal(await catchUp({ ...server, roomId: 'r', timeline, current: () => false }), false);
  assert.equal(timeline.complete, 1);
});

test('sends by the socket, and by REST with the same id when the socket is silent', async () => {
  const posted = [];
  const api = { postMessage: async (...args) => posted.push(args) && 'posted' };
  const draft = { roomId: 'r', content: 'hi', clientId: 'c1' };
  const answering = (answer) => ({ connected: true, request: answer });
  assert.equal(await deliver({ api, connection: answering(async () => ({ message: 'acked' })) }, draft), 'acked');
  assert.deepEqual(posted, []);
  assert.equal(await deliver({ api, connection: answering(() => Promise.reject(new ChatError('timeout'))) }, draft), 'posted');
  assert.equal(await deliver({ api, connection: { connected: false } }, draft), 'posted');
  assert.deepEqual(posted, [['r', 'hi', 'c1'], ['r', 'hi', 'c1']]);
});

test('takes a refusal for what it is', async () => {
  const api = { postMessage: () => assert.fail('not to be asked') };
  const connection = { connected: true, request: () => Promise.reject(new ChatError('not_a_member')) };
  await assert.rejects(deliver({ api, connection }, { roomId: 'r', content: 'hi', clientId: 'c1' }), { code: 'not_a_member' });
});

test('lists the rooms of the latest search, page after page, each once', async () => {
  const answers = [];
  const directory = new Directory({ rooms: () => new Promise((resolve) => answers.push(resolve)) });
  const [early, late] = [directory.load('a'), directory.load('ab')];
  answers[1]({ rooms: [{ _id: '1' }], next: '/more' });
  answers[0]({ rooms: [{ _id: '9' }] });
  assert.deepEqual(await Promise.all([early, late]), [false, true]);
  assert.equal(directory.hasMore, true);
  const more = directory.more();
  answers[2]({ rooms: [{ _id: '1' }, { _id: '2' }] });
  await more;
  assert.deepEqual(directory.rooms.map(({ _id }) => _id), ['1', '2']);
  assert.equal(directory.hasMore, false);
  directory.touch({ room: '2', content: 'new' });
  assert.equal(directory.find('2').messages[0].content, 'new');
});
