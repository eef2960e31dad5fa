import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visit } from '../page/modules/actions/visit.js';

/** A conversation in which every change up to 3 is known. */
function visit(changes) {
  const asked = [];
  const shown = [];
  const conversation = { roomId: 'r', synced: true, lastChange: 3, timeline: { change: (message) => shown.push(message.change) > 0 } };
  const api = {
    changes: async (roomId, since) => {
      asked.push(since);
      return { messages: changes.filter(({ change }) => change > since), more: false };
    },
  };
  const store = { changed: () => {} };
  return { visit: new Visit(conversation, { store, connection: {}, api }, {}), conversation, asked, shown };
}

test('asks for nothing while changes come in their order', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { visit: stay, conversation, asked } = visit([]);
  stay.change({ _id: 'a', change: 4 });
  stay.change({ _id: 'b', change: 5 });
  t.mock.timers.tick(60_000);
  assert.equal(conversation.lastChange, 5);
  assert.deepEqual(asked, []);
});

test('asks for the changes that a later one tells to be missing', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { visit: stay, conversation, asked, shown } = visit([{ _id: 'a', change: 4 }, { _id: 'b', change: 5 }]);
  stay.change({ _id: 'b', change: 5 });
  assert.equal(conversation.lastChange, 3);
  t.mock.timers.tick(60_000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(asked, [3]);
  assert.deepEqual(shown, [5, 4, 5]);
  assert.equal(conversation.lastChange, 5);
});
