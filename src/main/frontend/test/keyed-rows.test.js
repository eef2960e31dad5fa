import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyedRows } from '../page/modules/views/keyed-rows.js';

/** As much of a list as rows need. */
class Place {
  rows = [];

  get firstElementChild() {
    return this.rows[0] ?? null;
  }

  insertBefore(node, before) {
    node.remove();
    this.rows.splice(before ? this.rows.indexOf(before) : this.rows.length, 0, node);
    node.moved += 1;
  }

  row() {
    const place = this;
    return {
      moved: 0,
      shown: [],
      get nextElementSibling() {
        return place.rows[place.rows.indexOf(this) + 1] ?? null;
      },
      remove() {
        place.rows = place.rows.filter((row) => row !== this);
      },
    };
  }
}

test('rows stay as long as their key does, are filled again only if they look different, and move only if they must', () => {
  const place = new Place();
  const rows = new KeyedRows(place, {
    key: ({ id }) => id,
    look: ({ name }) => [name],
    make: () => place.row(),
    show: (node, { name }) => node.shown.push(name),
  });
  rows.fill(['a', 'b', 'c'].map((id) => ({ id, name: id })));
  const [a, b, c] = place.rows;
  rows.fill([
    { id: 'a', name: 'a' },
    { id: 'new', name: 'new' },
    { id: 'b', name: 'B' },
    { id: 'c', name: 'c' },
  ]);
  assert.deepEqual([place.rows[0], place.rows[2], place.rows[3]], [a, b, c]);
  assert.deepEqual([a.shown, b.shown, c.shown], [['a'], ['b', 'B'], ['c']]);
  assert.deepEqual([a.moved, b.moved, c.moved], [1, 1, 1]);
  rows.fill([
    { id: 'c', name: 'c' },
    { id: 'a', name: 'a' },
  ]);
  assert.deepEqual(place.rows, [c, a]);
  rows.fill([]);
  assert.deepEqual(place.rows, []);
});
