import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Searching } from '../page/modules/actions/searching.js';
import { Store } from '../page/modules/store/store.js';

test('looks further back in the room that was searched, also when another one or none is open by then', async () => {
  const store = new Store();
  const asked = [];
  const searching = new Searching(store, {
    async searchRoom(roomId, words, page) {
      asked.push([roomId, words, page]);
      return { messages: [{ _id: `m${asked.length}` }], next: '/further' };
    },
  });
  store.current = store.conversation('one');
  await searching.search('needle', false);
  store.current = undefined;
  await searching.more();
  store.current = store.conversation('two');
  await searching.more();
  assert.deepEqual(asked, [
    ['one', 'needle', undefined],
    ['one', 'needle', '/further'],
    ['one', 'needle', '/further'],
  ]);
  assert.deepEqual([store.search.error, store.search.messages.length], ['', 3]);
});
