// The stock client through a balancer that knows no sessions, in front of three nodes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { ask, clientOf, settled } from '../interop/member.js';
import { within } from '../within.js';
import { Balancer } from './balancer.js';

const { nodes, token } = JSON.parse(process.env.RELAY);
const PATIENCE = 60_000;
const CLIENTS = 40;
const MESSAGES = 3;

const balancer = new Balancer(nodes.map((node) => node.origin));
let origin;

before(async () => {
  origin = await balancer.start();
});

after(() => balancer.close());

async function createRoom() {
  const answer = await fetch(`${nodes[0].origin}/api/chat/rooms`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: `Relay ${Math.random()}` }),
  });
  assert.equal(answer.status, 201);
  return (await answer.json())._id;
}

class Member {
  heard = [];
  ends = [];

  constructor(room, transports) {
    this.room = room;
    this.transports = transports;
    this.socket = clientOf('4')(origin, {
      forceNew: true,
      transports,
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
      auth: { token },
    });
    this.socket.on('receive_message', (message) => this.heard.push(message.content));
    this.socket.on('disconnect', (reason) => this.ends.push(reason));
  }

  /** Connected, by the last of its transports, and in the room. */
  async enter() {
    if (!this.socket.connected) {
      await once(this.socket, 'connect');
    }
    await settled(this.socket, this.transports);
    await this.join();
  }

  async join() {
    const [answer] = await ask(this.socket, 'join_room', { roomId: this.room });
    assert.equal(answer.ok, true);
  }

  async say(content) {
    const [answer] = await ask(this.socket, 'send_message', { roomId: this.room, content });
    assert.equal(answer.ok, true, JSON.stringify(answer));
  }

  async hear(count) {
    while (this.heard.length < count) {
      await once(this.socket, 'receive_message');
    }
  }

  /** By this session, or by a later one: what was said when a session broke is not answered. */
  async sayAtLast(content) {
    for (;;) {
      try {
        const question = { roomId: this.room, content };
        const answer = await this.socket.timeout(10_000).emitWithAck('send_message', question);
        assert.equal(answer.ok, true, JSON.stringify(answer));
        return;
      } catch (error) {
        if (error.code === 'ERR_ASSERTION') {
          throw error;
        }
      }
    }
  }

  /** For who wonders. */
  toString() {
    const { engine } = this.socket.io;
    return `${this.sid} ${engine.transport.name} ${this.socket.connected} ${engine.readyState} [${this.ends}]`;
  }

  get sid() {
    return this.socket.io.engine.id;
  }
}

for (const transports of [['polling'], ['polling', 'websocket'], ['websocket']]) {
  test(`${CLIENTS} of ${CLIENTS} by ${transports.join(', then ')}`, async () => {
    const room = await createRoom();
    const members = Array.from({ length: CLIENTS }, () => new Member(room, transports));
    try {
      await within(PATIENCE, 'to enter', Promise.all(members.map((member) => member.enter())));
      const owners = new Set(members.map((member) => balancer.owners.get(member.sid)).filter(Boolean));
      assert.equal(owners.size, transports[0] === 'polling' ? nodes.length : 0);
      const conversation = members.map(async (member, i) => {
        for (let n = 0; n < MESSAGES; n++) {
          await member.say(`${i}:${n}`);
        }
        await member.hear(CLIENTS * MESSAGES);
      });
      await within(PATIENCE, 'the conversation', Promise.all(conversation));
      for (const member of members) {
        assert.deepEqual(member.heard, members[0].heard);
        assert.deepEqual(member.ends, []);
        assert.equal(member.socket.io.engine.transport.name, transports.at(-1));
      }
      assert.deepEqual(balancer.refusals, []);
    } finally {
      members.forEach((member) => member.socket.disconnect());
    }
  });
}

test('goes on when a node dies, but for what it had or carried', async () => {
  const room = await createRoom();
  const members = Array.from({ length: CLIENTS }, (_, i) => {
    return new Member(room, i % 2 ? ['polling'] : ['polling', 'websocket']);
  });
  try {
    await within(PATIENCE, 'to enter', Promise.all(members.map((member) => member.enter())));
    const before = new Map(members.map((member) => [member, member.sid]));
    const victim = nodes.at(-1);
    process.kill(victim.pid, 'SIGKILL');
    await within(PATIENCE, 'acks', Promise.all(members.map((member, i) => member.sayAtLast(`after ${i}`))));
    const unhurt = members.filter((member) => !balancer.broken.has(before.get(member)) && !balancer.isOwned(before.get(member), victim.origin));
    assert.ok(unhurt.length > 0 && unhurt.length < CLIENTS, `${unhurt.length} unhurt`);
    for (const member of unhurt) {
      assert.deepEqual(member.ends, []);
      assert.equal(member.sid, before.get(member));
    }
  } catch (error) {
    throw new Error(`${error.message}\n${members.join('\n')}`, { cause: error });
  } finally {
    members.forEach((member) => member.socket.disconnect());
  }
});
