import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Rooms } from '../page/modules/store/rooms.js';
import { isStillThere } from '../page/modules/views/governing-flow.js';
import { MessageActions } from '../page/modules/views/message-actions.js';

class Node {
  heard = {};
  children = [];
  isConnected = false;

  append(...children) {
    this.children.push(...children);
    children.forEach((child) => {
      if (child instanceof Node) {
        child.isConnected = true;
      }
    });
  }

  replaceChildren(...children) {
    this.children = children;
  }

  addEventListener(event, listener) {
    this.heard[event] = listener;
  }

  setAttribute(name, value) {
    this[name] = value;
  }

  contains() {
    return false;
  }

  closest() {
    return this;
  }

  remove() {
    this.isConnected = false;
  }
}

let store;
let log;
let row;

beforeEach(() => {
  globalThis.Element = Node;
  globalThis.HTMLElement = Node;
  globalThis.document = { createElement: () => new Node(), activeElement: undefined };
  const rooms = new Rooms();
  rooms.put({ _id: 'r', name: 'Room', createdAt: '2026-01-01T00:00:00.000Z', member: false, lastSeq: 1 });
  store = {
    me: { _id: 'me' },
    rooms,
    current: { roomId: 'r' },
    get room() {
      return rooms.find('r');
    },
  };
  log = new Node();
  row = new Node();
});

/** What the toolbar of a message offers. */
function offered(message) {
  new MessageActions(log, { messageOf: () => ({ _id: 'm', room: 'r', senderName: 'Ann', ...message }) }, store, {
    hasMore: ({ sender }) => sender !== 'me',
  });
  log.heard.focusin({ target: row });
  const [bar] = row.children;
  return bar?.children.map((one) => one['data-key']) ?? [];
}

test('who only reads looks at people and reports; writing and reacting is for members', () => {
  assert.deepEqual(offered({ sender: 'ann' }), ['card', 'more']);
  row = new Node();
  assert.deepEqual(offered({ sender: 'ann', deleted: true }), []);
});

test('one’s own messages are deleted by members, and by who moderates', () => {
  assert.deepEqual(offered({ sender: 'me' }), ['card']);
  store.rooms.standings.admin = true;
  row = new Node();
  assert.deepEqual(offered({ sender: 'me' }), ['delete', 'card']);
  store.rooms.joined('r');
  row = new Node();
  assert.equal(offered({ sender: 'me' }).includes('edit'), true);
});

test('what is asked about a room ends with its being shown, the power there, and the login', () => {
  const { standings } = store.rooms;
  const there = (power, roomId = 'r') => isStillThere(store, { roomId, power });
  standings.entered('r', { role: 'moderator' });
  assert.deepEqual([there('moderator'), there(undefined), there('moderator', 'other')], [true, true, false]);
  standings.entered('r', { role: 'member' });
  assert.deepEqual([there('moderator'), there('member')], [false, true]);
  store.me = undefined;
  assert.equal(there('member'), false);
});
