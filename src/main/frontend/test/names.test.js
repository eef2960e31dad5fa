import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { CardDialog } from '../page/modules/account/card.js';
import { profileSection } from '../page/modules/account/profile-section.js';
import { besides, feignsName } from '../page/modules/store/rules.js';
import { MentionsView } from '../page/modules/views/mentions-view.js';
import { bothNames } from '../page/modules/views/names.js';

/** As much of an element as names need. */
class Element extends EventTarget {
  children = [];
  dataset = {};
  classList = { toggle() {} };
  value = '';

  append(...children) {
    this.children.push(...children);
  }

  prepend(...children) {
    this.children.unshift(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }

  get textContent() {
    return this.children.map((child) => child.textContent ?? child).join('');
  }

  set textContent(words) {
    this.children = [words];
  }

  setAttribute(name, value) {
    if (name.startsWith('data-')) {
      this.dataset[name.slice(5)] = value;
    }
  }

  removeAttribute() {}
  scrollIntoView() {}
  focus() {}
  showModal() {}
}

beforeEach(() => {
  globalThis.HTMLDialogElement = Element;
  globalThis.document = { createElement: () => new Element(), getElementById: () => null, body: new Element() };
});

const FEIGNED = ['@Ben', '＠Ben', '﹫Ben', 'ⓐBen', 'Ⓐ Ben', '🄰Ben', '🅐Ben', '🅰Ben', '🄐Ben', '⒜Ben', 'a\u20ddBen', 'а\u0301\u20deBen'];

test('what looks like the sign before a unique name feigns one, and nothing else does', () => {
  assert.deepEqual(FEIGNED.filter(feignsName), FEIGNED);
  for (const displayName of ['Ben', 'Zoë', 'Ann (a)', '1️⃣ Ann', 'Ann 🙂', 'นิ้ง', 'हिन्दी', 'A & B', 'Zoe\u0308']) {
    assert.equal(feignsName(displayName), false, displayName);
  }
  assert.deepEqual([besides('Ann', 'Ann'), besides('Ann', 'Annie'), besides('Ann', '@Ben')], ['', 'Annie', '']);
});

test('wherever names are drawn, from whatever list, none is feigned', () => {
  assert.equal(bothNames('a', 'Ann', 'Annie').textContent, 'Annie @Ann');
  for (const displayName of [...FEIGNED, 'Ann', '', undefined]) {
    assert.equal(bothNames('a', 'Ann', displayName).textContent, 'Ann');
  }
  const card = (displayName) => {
    new CardDialog({ _id: 'a', name: 'Ann', displayName, bio: '', status: '' }, []);
    return document.body.children.at(-1).children[1].textContent;
  };
  assert.deepEqual([card('Annie'), card('Ann'), card('Annie @Ben')], ['Annie', 'Ann', 'Ann']);
});

test('while somebody is being looked for, the surest of all who were found before stands first', async () => {
  const list = new Element();
  globalThis.HTMLElement = Element;
  document.querySelector = () => list;
  const others = ['AAA', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((name) => ({ userId: name, name, displayName: 'Ben' }));
  const answers = [];
  const box = Object.assign(new Element(), { value: '', selectionStart: 0, selectionEnd: 0 });
  const view = new MentionsView(
    box,
    () => new Promise((resolve) => answers.push(resolve)),
    () => {},
  );
  const write = (value) => {
    Object.assign(box, { value, selectionStart: value.length, selectionEnd: value.length });
    return view.look();
  };
  const all = write('@');
  answers[0]([...others, { userId: 'ben', name: 'Ben' }]);
  await all;
  assert.equal(list.children.length, 8);
  void write('@ben');
  assert.equal(list.children[0].children[1].textContent, 'Ben');
  view.close();
  void write('@');
  assert.equal(list.children.length, 0);
});

test('whose display name will not be shown is told so', async () => {
  const card = { name: 'Ann', displayName: 'Ann', bio: '', status: '' };
  const [form] = profileSection({ card, profile: { change: async (texts) => ({ ...card, ...texts }) } });
  const save = async (displayName) => {
    form.children[1].value = displayName;
    form.dispatchEvent(new Event('submit', { cancelable: true }));
    await new Promise(setImmediate);
    return form.textContent;
  };
  assert.match(await save('Annie'), /Saved\./);
  assert.doesNotMatch(await save('Annie'), /isn’t shown/);
  assert.match(await save('Ann ⓐBen'), /Saved\..*isn’t shown/);
});
