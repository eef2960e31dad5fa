import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openInbox } from '../page/modules/governing/inbox.js';
import { Store } from '../page/modules/store/store.js';
import { closeDialog, openDialog } from '../page/modules/views/dialog.js';

const settle = () => new Promise(setImmediate);

/** As much of an element as the dialogs need. */
class Element {
  children = [];
  dataset = {};
  heard = {};
  style = { setProperty() {} };
  disabled = false;
  words = '';
  hidden = false;
  value = 'open';
  id = '';

  get textContent() {
    return [this.words, ...this.children.map((child) => (typeof child === 'string' ? child : child.textContent))].join('');
  }

  set textContent(words) {
    this.replaceChildren();
    this.words = words;
  }

  get childElementCount() {
    return this.children.length;
  }

  append(...children) {
    for (const child of children.filter((one) => one instanceof Element)) {
      child.parent = this;
    }
    this.children.push(...children);
  }

  before(node) {
    node.parent = this.parent;
    this.parent.children.splice(this.parent.children.indexOf(this), 0, node);
  }

  replaceChildren(...children) {
    this.children = [];
    this.append(...children);
  }

  remove() {
    if (this.contains(document.activeElement)) {
      document.activeElement = document.body;
    }
    this.parent.children = this.parent.children.filter((one) => one !== this);
    this.parent = undefined;
  }

  get isConnected() {
    return this === document.body || Boolean(this.parent?.isConnected);
  }

  closest(tag) {
    return this.tag === tag ? this : (this.parent?.closest(tag) ?? null);
  }

  querySelectorAll(tag) {
    const below = this.children.filter((one) => one instanceof Element);
    return below.flatMap((child) => [...(child.tag === tag ? [child] : []), ...child.querySelectorAll(tag)]);
  }

  getBoundingClientRect() {
    return { top: 0, right: 0, bottom: 0 };
  }

  press() {
    this.heard.click();
  }

  contains(other) {
    return other === this || this.children.some((child) => child instanceof Element && child.contains(other));
  }

  focus() {
    document.activeElement = this;
  }

  /** Below it, the first whose words are these. */
  seek(words) {
    for (const child of this.children.filter((one) => one instanceof Element)) {
      const found = child.seek(words) ?? (child.textContent === words ? child : undefined);
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  addEventListener(event, listener) {
    this.heard[event] = listener;
  }

  setAttribute() {}
  removeAttribute() {}
  showModal() {}
  close() {}
}

let store;
let reports;
let governor;
/** How often reports were asked for. */
let asked;
/** Whose reports were told to be this person's. */
let mine;
/** What this person is in a room. */
const standing = (roomId, role) => store.rooms.put({ _id: roomId, name: roomId, createdAt: '2026', member: true, role });

beforeEach(() => {
  globalThis.Option = class extends Element {};
  globalThis.HTMLElement = Element;
  globalThis.HTMLDialogElement = Element;
  Object.assign(globalThis, { addEventListener() {}, removeEventListener() {}, innerWidth: 1280, innerHeight: 800 });
  const body = new Element();
  const seek = (node, id) => (node.id === id ? node : node.children.map((child) => child.children && seek(child, id)).find(Boolean));
  globalThis.document = {
    body,
    activeElement: body,
    createElement: (tag) => Object.assign(new Element(), { tag }),
    getElementById: (id) => seek(body, id) ?? null,
    addEventListener() {},
    removeEventListener() {},
  };
  store = new Store();
  store.me = { _id: 'me', name: 'Me' };
  mine = new Set();
  asked = 0;
  reports = ['r', 's'].map((roomId) => ({
    _id: roomId,
    roomId,
    reporter: 'ann',
    reason: `spam in ${roomId}`,
    at: '2026-01-01T00:00:00.000Z',
    state: 'open',
    message: { _id: 'm', sender: 'ben', senderName: 'Ben', content: 'Buy', timestamp: '2026-01-01T00:00:00.000Z', seq: 1 },
  }));
  store.learn('ann', 'Ann');
  const { standings } = store.rooms;
  const moderates = (roomId) => mine.has(roomId) || standings.of(roomId).role === 'moderator';
  governor = {
    store,
    governing: {
      api: {
        reports: async () => {
          asked += 1;
          return { items: reports, next: undefined };
        },
      },
      look: async () => {},
      roleOf: async () => 'member',
    },
    duties: {
      get decides() {
        return standings.moderates || mine.size > 0;
      },
      decidesOf: moderates,
    },
    people: {},
    openRoom: () => {},
  };
});

test('who moderates a room no more sees its reports no more, in the open dialog at once', async () => {
  standing('r', 'moderator');
  standing('s', 'moderator');
  const { dialog, review } = openInbox(governor);
  await settle();
  assert.match(dialog.textContent, /spam in r.*spam in s/);
  openDialog('ask', 'Mute Ben?');
  const note = dialog.seek('Resolve');
  note.focus();

  reports = reports.filter(({ roomId }) => roomId === 's');
  standing('r', 'member');
  assert.equal(review(), true);
  assert.doesNotMatch(dialog.textContent, /spam in r/);
  assert.match(dialog.textContent, /spam in s/);
  assert.notEqual(document.activeElement, note, 'the focus is not lost with it');
  assert.equal(dialog.contains(document.activeElement), true);
  assert.notEqual(document.getElementById('ask-dialog'), null, 'it was about none of them');
  closeDialog('ask');

  standing('s', 'member');
  assert.equal(review(), true, 'invitations stay');
  await settle();
  assert.doesNotMatch(dialog.textContent, /spam|Reports/);

  // Made one again, with the dialog open.
  standing('s', 'moderator');
  review();
  await settle();
  assert.match(dialog.textContent, /Reports.*spam in s/);
  store.me = undefined;
  assert.equal(review(), false);
});

test('what was asked for before the role ended is not shown after it', async () => {
  standing('r', 'moderator');
  standing('s', 'moderator');
  const { dialog, review } = openInbox(governor);
  standing('r', 'member');
  review();
  await settle();
  assert.doesNotMatch(dialog.textContent, /spam in r/);
  assert.match(dialog.textContent, /spam in s/);
});

test('where the room is not known yet, it is the count of reports that says whose they are', async () => {
  mine.add('r');
  const { dialog, review } = openInbox(governor);
  await settle();
  assert.match(dialog.textContent, /spam in r/);
  assert.doesNotMatch(dialog.textContent, /spam in s/);
  mine.delete('r');
  review();
  assert.doesNotMatch(dialog.textContent, /spam/);
});

test('what was asked about a report goes with the role, and the focus stays in the dialog', async () => {
  const lose = (review) => {
    standing('r', 'member');
    review();
    standing('r', 'moderator');
  };
  for (const choose of [undefined, 'Delete message…']) {
    standing('r', 'moderator');
    standing('s', 'moderator');
    const { dialog, review } = openInbox(governor);
    await settle();
    const acting = dialog.seek('Moderate…');
    acting.focus();
    acting.press();
    await settle();
    if (choose) {
      dialog.seek(choose).press();
      assert.notEqual(document.getElementById('ask-dialog'), null);
    } else {
      assert.ok(dialog.seek('Delete message…'));
    }
    assert.equal(document.getElementById('ask-dialog')?.contains(document.activeElement) ?? false, choose !== undefined);
    lose(review);
    assert.equal(document.getElementById('ask-dialog'), null);
    assert.equal(dialog.seek('Delete message…'), undefined);
    assert.equal(dialog.contains(document.activeElement), true);
    assert.match(dialog.textContent, /spam in s/);
    closeDialog('inbox');
  }
});

test('when no report is left to decide none is asked for', async () => {
  standing('r', 'moderator');
  standing('s', 'moderator');
  const { review } = openInbox(governor);
  await settle();
  standing('r', 'member');
  standing('s', 'member');
  review();
  await settle();
  assert.equal(asked, 1);
});
