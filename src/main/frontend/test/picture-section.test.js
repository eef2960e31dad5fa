import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureSection } from '../page/modules/account/picture-section.js';

/** As much of an element as the section asks of one. */
class Element extends EventTarget {
  id = '';
  hidden = false;
  textContent = '';

  constructor(tag) {
    super();
    this.tag = tag;
    this.children = [];
  }

  append(...children) {
    this.children.push(...children);
  }

  setAttribute() {}
  getAttribute() {}
  getContext() {}
  querySelector() {}
}

test('of two files the later one counts, and what is not used is closed', async () => {
  const made = [];
  globalThis.document = { createElement: (tag) => made[made.push(new Element(tag)) - 1], querySelector: () => null };
  globalThis.location = { origin: 'https://chat.example' };
  const decoded = [];
  globalThis.createImageBitmap = (name) => new Promise((resolve, reject) => decoded.push({ name, resolve, reject }));
  const closed = [];
  const bitmap = (name) => ({ width: 2, height: 2, close: () => closed.push(name) });
  const [, chosen, said] = pictureSection({ card: { _id: 'me', name: 'Me', image: '' }, profile: {} });
  const file = made.find(({ id }) => id === 'account-file');
  const settle = () => new Promise(setImmediate);
  const choose = (name) => {
    file.files = [name];
    file.dispatchEvent(new Event('change'));
    return decoded.at(-1);
  };

  const large = choose('large');
  choose('small').resolve(bitmap('small'));
  await settle();
  large.resolve(bitmap('large'));
  await settle();
  assert.deepEqual(closed, ['large']);
  assert.equal(chosen.hidden, false);

  const broken = choose('broken');
  choose('other').resolve(bitmap('other'));
  await settle();
  broken.reject(new Error());
  await settle();
  assert.deepEqual([closed, chosen.hidden, said.textContent], [['large', 'small'], false, '']);

  choose('none').reject(new Error());
  await settle();
  assert.deepEqual([closed, chosen.hidden], [['large', 'small', 'other'], true]);
  assert.match(said.textContent, /can’t be read/);
});
