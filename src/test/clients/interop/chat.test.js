// The client of Socket.IO 3 in a room of the chat itself, by each of its transports, with a client of today.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ORIGIN, Person, unique } from '../../../main/frontend/e2e/support.js';
import { within } from '../within.js';
import { ask, connect, settled } from './member.js';

const PATIENCE = 30_000;

for (const transports of [['polling'], ['websocket'], ['polling', 'websocket']]) {
  test(`by ${transports.join(' and ')}`, async () => {
    const [ann, bob] = await Promise.all([Person.register(unique('Ann')), Person.register(unique('Bob'))]);
    const room = await ann.createRoom(unique('Room'));
    const chatting = (version, person, by) =>
      within(PATIENCE, 'to connect', connect(ORIGIN, version, by, { auth: { token: person.token } }));
    const three = await chatting('3', ann, transports);
    const four = await chatting('4', bob, ['websocket']);
    try {
      await within(PATIENCE, 'the upgrade', settled(three, transports));
      for (const socket of [three, four]) {
        const [answer] = await within(PATIENCE, 'to join', ask(socket, 'join_room', { roomId: room._id }));
        assert.equal(answer.ok, true);
      }
      const heard = [three, four].map(
        (socket) => new Promise((resolve) => socket.on('receive_message', (message) => resolve(message.content))),
      );
      const [answer] = await within(PATIENCE, 'the ack', ask(three, 'send_message', { roomId: room._id, content: 'hello ✨' }));
      assert.equal(answer.ok, true);
      assert.deepEqual(await within(PATIENCE, 'the message', Promise.all(heard)), ['hello ✨', 'hello ✨']);

      const gone = new Promise((resolve) => four.on('user_left', resolve));
      three.disconnect();
      assert.equal((await within(PATIENCE, 'user_left', gone)).userId, ann.user._id);
    } finally {
      three.disconnect();
      four.disconnect();
    }
  });
}

test('is refused without a token', async () => {
  const refused = connect(ORIGIN, '3', ['websocket'], { auth: {} });
  await assert.rejects(within(PATIENCE, 'the refusal', refused), { message: 'unauthorized' });
});
